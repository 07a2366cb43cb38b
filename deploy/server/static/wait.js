// The waiting page: follows the hub's own events, and goes on when the server is there.
const bar = document.querySelector('.bar span');
const said = document.querySelector('[role="status"]');
const { progress, slow, failed } = document.querySelector('main').dataset;
const late = setTimeout(() => { said.textContent = slow; }, 30000);
const events = new EventSource(progress);
events.onmessage = ({ data }) => {
  const event = JSON.parse(data);
  if (event.progress) bar.style.inlineSize = `${Math.max(event.progress, 15)}%`;
  if (event.failed) {
    clearTimeout(late);
    events.close();
    said.textContent = failed;
    document.querySelector('#retry').hidden = false;
  }
  if (event.ready) {
    events.close();
    location.reload();
  }
};
