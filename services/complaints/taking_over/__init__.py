"""Taking over (接手, C14): what was transferred is somebody's, or goes back to the desk."""
