/**
 * What the specialists share: reading hostile files, listing a workspace, calling git, what keeps back work in
 * which something grave was found, and outcomes that mean the same whoever reports them.
 *
 * <p>Uses the specialists' port and the wire records. It knows no specialist and no kind of project.
 */
@NullMarked
package dev.drover.agent.specialist.support;

import org.jspecify.annotations.NullMarked;
