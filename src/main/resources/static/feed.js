// Says how much is new in the feed since the page was made. Without it the page is as new as when it was loaded.
(() => {
  const news = document.getElementById("news");
  if (!news || !window.EventSource) {
    return;
  }
  new EventSource(news.dataset.events).addEventListener("news", (event) => {
    news.hidden = event.data === "";
    news.querySelector("a").textContent = event.data;
  });
})();
