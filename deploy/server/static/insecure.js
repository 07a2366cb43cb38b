// Passwords over a line that others can read: said only where it is so.
if (!window.isSecureContext) document.querySelector('#insecure').hidden = false;
