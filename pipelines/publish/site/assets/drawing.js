// Draws the charts of a page from the data that it holds. No expression is compiled:
// the policy of the pages forbids it, so Vega interprets them.
"use strict";
(() => {
  const config = {
    // The whole chart has a text of its own; its marks have none to tell.
    mark: { aria: false },
    background: null,
    font: "system-ui, sans-serif",
    view: { stroke: null },
    axis: { aria: false, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400, domain: false, ticks: false },
    axisX: { domain: true, labelPadding: 6 },
  };
  const options = {
    actions: false,
    ast: true,
    config,
    defaultStyle: false,
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
  };

  const draw = async (plot) => {
    const points = JSON.parse(plot.nextElementSibling.textContent);
    const spec = { ...window.scopebookCharts[plot.dataset.chart], datasets: { points } };
    // Vega takes the role and the text of its element; those of the chart stay outside.
    const canvas = document.createElement("div");
    canvas.setAttribute("aria-hidden", "true");
    plot.append(canvas);
    await window.vegaEmbed(canvas, spec, options);
    plot.classList.add("drawn");
  };

  // One after the other, so that the page answers in between.
  const drawAll = async () => {
    for (const plot of document.querySelectorAll("[data-chart]")) {
      try {
        await draw(plot);
      } catch (error) {
        console.error(error);
        plot.textContent = "The chart could not be drawn; its numbers are in the table.";
      }
      await new Promise((resume) => setTimeout(resume));
    }
  };
  drawAll();
})();
