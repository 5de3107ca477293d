/**
 * What was written down and learned, and how it is found again: guides, contexts of workspaces, lessons.
 *
 * <p>The files in a home's {@code knowledge} folder are the truth; the full-text index beside the caches is made from them
 * and may be removed at any time. It may use the bus for reading and writing files, and knows nothing of who asks: agents,
 * the daemon and the command line use it alike, several processes at once.
 */
@NullMarked
package dev.drover.knowledge;

import org.jspecify.annotations.NullMarked;
