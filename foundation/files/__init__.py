"""Files that people send (附件), kept beside the database behind one port (P09): in a folder, or in
S3-compatible storage (docs/adr/039)."""
