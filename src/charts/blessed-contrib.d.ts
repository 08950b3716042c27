/** The one widget of blessed-contrib that is drawn here, as far as it is used; the package brings no types. */
declare module 'blessed-contrib/lib/widget/charts/line.js' {
  export interface LineOptions {
    readonly screen: unknown;
    readonly width: number;
    readonly height: number;
    readonly minY: number;
    readonly maxY: number;
    readonly numYLabels: number;
    readonly xPadding: number;
    readonly xLabelPadding: number;
    readonly wholeNumbersOnly: boolean;
    readonly style: { readonly line: string; readonly text: string; readonly baseline: string };
  }
  export interface LineWidget {
    readonly ctx: { readonly _canvas: { readonly frame: () => string } };
    emit(event: 'attach'): void;
    setData(
      series: readonly { readonly title: string; readonly x: readonly string[]; readonly y: readonly number[] }[],
    ): void;
  }
  const line: (options: LineOptions) => LineWidget;
  export default line;
}
