package dev.drover.cli.bench;

import java.io.IOException;

/** One thing to measure. */
interface Measurement {
    /** By which it is asked for and reported. */
    String name();

    Findings run(Lab lab, Scale scale) throws IOException, InterruptedException;
}
