"""Buildings (楼栋): what they hold and who looks after them."""
