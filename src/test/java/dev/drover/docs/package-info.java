/** What the documentation promises: its examples are run as a reader would run them. */
@NullMarked
package dev.drover.docs;

import org.jspecify.annotations.NullMarked;
