package dev.drover.agent.specialist.testing.coverage;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What several reports come to.
 *
 * @param files those with lines that can be run, by name
 * @param tests how many files were left out because they hold the tests
 * @param problems reports that could not be read, each as a sentence
 */
public record Coverage(List<FileCoverage> files, int tests, List<String> problems) {
    public Coverage {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    public long lines() {
        return sum(FileCoverage::lines);
    }

    public long linesRun() {
        return sum(FileCoverage::linesRun);
    }

    public long branches() {
        return sum(FileCoverage::branches);
    }

    public long branchesRun() {
        return sum(FileCoverage::branchesRun);
    }

    /** The files below a percentage of lines run, the least covered first; of equals, the one with more lines. */
    public List<FileCoverage> below(int percent, int most) {
        return files.stream()
                .filter(file -> file.linesRun() * 100 < percent * file.lines())
                .sorted(Comparator.comparingDouble((FileCoverage file) -> (double) file.linesRun() / file.lines())
                        .thenComparing(
                                Comparator.comparingLong(FileCoverage::lines).reversed())
                        .thenComparing(FileCoverage::name))
                .limit(most)
                .toList();
    }

    private long sum(ToLongFunction<FileCoverage> part) {
        return files.stream().mapToLong(part).sum();
    }
}
