/** Whether a URL is that of Movable Ink's collector: its hosts and path, or the placeholder that `generate` writes. */
export const isCollector = (url: string): boolean =>
  /collector\.(movableink-dmz|micpn|micpn-eu)\.com|\/behavioral\/|<MI_[A-Z_]+>/i.test(url);
