/**
 * A page of a report: what may stand in it, and how it is written as HTML and as Markdown.
 *
 * <p>Uses nothing else of Drover and touches no file. It knows no request and no task; whatever text it is given may be
 * an attack, and comes out as text that a reader can see.
 */
@NullMarked
package dev.drover.report.page;

import org.jspecify.annotations.NullMarked;
