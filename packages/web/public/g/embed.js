// <script src="https://…/g/embed.js" data-property="slug"></script> puts a hotel's booking page where the script stands.
// data-as="button" puts a button there instead, which opens the page; data-label names it; data-language chooses the words.
(() => {
  const script = document.currentScript;
  const { property, as, label, language } = script.dataset;
  const url = new URL(`/g/${encodeURIComponent(property)}`, script.src);
  if (language) url.searchParams.set('lang', language);
  if (as === 'button') {
    const link = Object.assign(document.createElement('a'), { href: url.href, textContent: label || 'Book now' });
    link.style.cssText =
      'display:inline-block;padding:14px 28px;border-radius:8px;background:#0f5f5c;color:#fff;font:600 16px system-ui,sans-serif;text-decoration:none';
    script.after(link);
    return;
  }
  const frame = Object.assign(document.createElement('iframe'), { src: url.href, title: label || 'Book your stay' });
  frame.style.cssText = 'inline-size:100%;min-block-size:720px;border:0';
  frame.allow = 'payment';
  script.after(frame);
  // The page says how high it is, so that it needs no scroll bar of its own.
  addEventListener('message', ({ source, data }) => {
    if (source === frame.contentWindow && data && data.hostelry_height > 0)
      frame.style.blockSize = `${Math.min(data.hostelry_height, 6000)}px`;
  });
})();
