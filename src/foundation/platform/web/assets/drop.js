// A file may be let go anywhere in its field, not only on the button. Ours rather than the library's, whose button is
// named otherwise than it reads.

/** @param {HTMLElement} zone */
function takeDrops(zone) {
  const input = zone.querySelector('input[type="file"]');
  const shown = (event, over) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    zone.classList.toggle('app-drop--over', over);
  };
  zone.addEventListener('dragover', (event) => shown(event, true));
  zone.addEventListener('dragleave', (event) => shown(event, zone.contains(event.relatedTarget)));
  zone.addEventListener('drop', (event) => {
    shown(event, false);
    if (event.dataTransfer?.files.length !== 1) return;
    input.files = event.dataTransfer.files;
    input.focus();
  });
}

export function startDrop() {
  for (const zone of document.querySelectorAll('.app-drop')) takeDrops(zone);
}
