/**
 * Hash-chained JSONL: append in batches, replay, verify.
 *
 * <p>May use the wire and nothing else. It knows lines, chains and batches; what the lines mean is its callers'
 * business.
 *
 * <p>A line is one JSON object {@code {"seq":…,"at":…,…,"prev":"…","hash":"…"}}. {@code hash} is the SHA-256 of all
 * bytes of the line before {@code ,"hash":}; since {@code prev}, the hash of the line before, stands among them, each
 * line vouches for all before it. A batch ends with a line whose event is {@code batch_end}.
 */
@NullMarked
package dev.drover.audit;

import org.jspecify.annotations.NullMarked;
