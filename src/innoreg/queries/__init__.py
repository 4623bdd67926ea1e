"""Questions to the register: registry + day -> rows, as frozen values; nothing here prints."""
