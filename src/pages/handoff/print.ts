import { all, button } from "../look/dom.js";

/** Paper shows all of it, or what is on the screen, with everything that is folded. */
export function offerPrinting(): void {
  let folded: HTMLElement[] = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const one of folded) one.setAttribute("open", "");
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.removeAttribute("open");
    document.documentElement.classList.remove("whole");
  });
  const printWhole = button("Print all", () => {
    document.documentElement.classList.add("whole");
    print();
  });
  all(".actions")[0]?.append(printWhole);
}
