package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.review.engine.EngineRun;
import dev.drover.agent.specialist.review.engine.Engines;
import dev.drover.agent.specialist.review.engine.Subjects;
import dev.drover.agent.specialist.review.rule.Catalogue;
import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.TreeRules;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One review, from the list of files to what is left of the findings. */
final class Review {
    private final Assignment assignment;
    private final Rules rules;
    private final Scope scope;
    private final Wishes wishes;
    private final Fingerprints fingerprints = new Fingerprints();
    private final List<Issue> issues = new ArrayList<>();
    private final Map<String, List<Suppression>> marks = new HashMap<>();
    private int suppressed;

    Review(Assignment assignment, Rules rules, Scope scope, Wishes wishes) {
        this.assignment = assignment;
        this.rules = rules;
        this.scope = scope;
        this.wishes = wishes;
    }

    Tally run(String capability) throws IOException, InterruptedException {
        WorkTree tree = WorkTree.list(assignment);
        ContentCache cache = ContentCache.open(
                assignment.surroundings().caches(),
                "review-" + capability,
                Catalogue.version(),
                assignment.workspace());
        var scan = new Scan(assignment.workspace(), rules, cache);
        tree.files().stream()
                .filter(name -> scope.has(name) && !name.equals(Baseline.FILE))
                .forEach(scan::check);
        scan.reviews().forEach((file, review) -> {
            marks.put(file, review.marks());
            take(file, review.hits());
        });
        List<EngineRun> engines = List.of();
        if (rules.project()) {
            takeTree(tree);
            engines = Engines.run(
                    new Subjects(assignment, scan.contents(), Set.copyOf(tree.files()), cache), wishes.engines());
            engines.forEach(run -> run.hits().forEach(this::take));
        }
        cache.save();
        return tally(tree, scan, engines);
    }

    private void takeTree(WorkTree tree) {
        var findings = new ArrayList<Finding>(TreeRules.files(assignment.workspace(), tree));
        findings.addAll(TreeRules.project(assignment.workspace(), tree));
        findings.stream().filter(scope::has).map(fingerprints::of).forEach(issues::add);
    }

    private void take(String file, List<Hit> hits) {
        List<Suppression> here = marks.getOrDefault(file, List.of());
        for (Hit hit : hits) {
            Issue issue = fingerprints.of(file, hit);
            if (here.stream().anyMatch(mark -> mark.covers(hit.rule(), hit.line()))) {
                suppressed++;
            } else if (scope.has(issue.finding())) {
                issues.add(issue);
            }
        }
    }

    private Tally tally(WorkTree tree, Scan scan, List<EngineRun> engines) throws IOException {
        Map<String, Long> counts = new HashMap<>(scan.counts());
        counts.put("files.skipped_links", (long) tree.links());
        counts.put("files.skipped_names", (long) tree.unreadableNames());
        Baseline baseline = wishes.writeBaseline()
                ? new Baseline(Set.of(), Optional.empty())
                : Baseline.read(assignment.workspace());
        List<Issue> fresh = issues.stream()
                .filter(issue -> !baseline.knows(issue))
                .sorted(Issue.WORST_FIRST)
                .toList();
        Optional<String> base = scope instanceof Scope.Changed changed ? Optional.of(changed.base()) : Optional.empty();
        return new Tally(fresh, suppressed, issues.size() - fresh.size(), counts, engines, base, baseline.problem());
    }
}
