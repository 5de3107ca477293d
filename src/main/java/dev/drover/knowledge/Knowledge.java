package dev.drover.knowledge;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds passages in a home's knowledge by their words.
 *
 * <p>Each call brings the index up to date with the files first, so what was written a moment ago is found. Safe for use by
 * any thread and by several processes at once; the index may be removed meanwhile, and one that is damaged or cannot be
 * written costs time and nothing else.
 */
public final class Knowledge {
    private static final int MOST = 100;
    private static final int CANDIDATES = 200;
    private static final double SAME_CAPABILITY = 1;
    private static final double SAME_FILES = 1.5;
    private static final double RESOLVED = 0.25;

    private final Path folder;
    private final IndexFiles index;

    private Knowledge(Path folder, IndexFiles index) {
        this.folder = folder;
        this.index = index;
    }

    /**
     * The knowledge of a home. Reads nothing yet.
     *
     * @param knowledgeFolder with the folders {@code patterns}, {@code context} and {@code lessons}, as far as they exist
     * @param indexFolder for the index alone; made when it is missing
     */
    public static Knowledge of(Path knowledgeFolder, Path indexFolder) {
        return new Knowledge(knowledgeFolder, new IndexFiles(indexFolder));
    }

    /**
     * The passages that fit best, the best first; those that fit equally in the order of their sources.
     *
     * @param words free text, of which every word counts that says something; no syntax
     * @param limit at most so many, and never more than a hundred
     * @throws IOException when the knowledge folder cannot be read, or this machine cannot run the index
     */
    public List<Passage> find(String words, int limit) throws IOException {
        return find(words, limit, Optional.empty());
    }

    private List<Passage> find(String words, int limit, Optional<String> place) throws IOException {
        Optional<String> query = Query.of(words);
        if (query.isEmpty() || limit < 1) {
            return List.of();
        }
        List<KnowledgeFile> files = KnowledgeFile.list(folder);
        return index.use(open -> {
            open.refresh(files);
            return open.search(query.get(), false, place, Math.min(limit, MOST)).stream()
                    .map(Hit::passage)
                    .toList();
        });
    }

    /**
     * The same for work in one workspace: contexts that were drafted from others and lessons that come from others are left
     * out, and what has one word in common with it and no more.
     *
     * @param workspace absolute, links resolved; without one nothing is given that comes from any
     */
    public List<Passage> find(String words, Optional<Path> workspace, int limit) throws IOException {
        var passages = new ArrayList<Passage>();
        for (Passage passage : find(words, MOST, Optional.of(place(workspace)))) {
            if (passages.size() < limit && isMeant(passage, words, workspace)) {
                passages.add(passage);
            }
        }
        return List.copyOf(passages);
    }

    private boolean isMeant(Passage passage, String words, Optional<Path> workspace) throws IOException {
        if (passage.kind() != Kind.CONTEXT) {
            return Query.isMoreThanChance(words, passage.title() + " " + passage.text());
        }
        // The name of the file may have a '#' too.
        Path file = folder.resolve(passage.source().replaceFirst("(?s)\\.md#.*$", ".md"));
        try {
            return ContextDraft.isAbout(file, workspace.orElse(Path.of("/")));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Lessons of failures that resemble a task, the most alike first. Words of the action count, the same files more, the
     * same capability too, and of two that are alike the one that was resolved later. What failed in the same way several
     * times comes once, by its newest line. What has one word in common with it, and neither file nor capability, is left
     * out.
     *
     * @param workspace as in {@link #find(String, Optional, int)}
     * @param files paths and globs below the workspace that the task is about
     * @param capability empty when the task has none
     * @param limit at most so many, and never more than a hundred
     * @throws IOException as {@link #find}
     */
    public List<Passage> failuresLike(
            String action, Optional<Path> workspace, List<String> files, String capability, int limit)
            throws IOException {
        return alike(action, Optional.of(place(workspace)), files, capability, limit);
    }

    /**
     * The same for a person: of any workspace.
     *
     * @throws IOException as {@link #find}
     */
    public List<Passage> failuresLike(String words, int limit) throws IOException {
        return alike(words, Optional.empty(), List.of(), "", limit);
    }

    private List<Passage> alike(String action, Optional<String> place, List<String> files, String capability, int limit)
            throws IOException {
        Optional<String> query = Query.of(action + " " + capability + " " + String.join(" ", files));
        if (query.isEmpty() || limit < 1) {
            return List.of();
        }
        List<KnowledgeFile> all = KnowledgeFile.list(folder);
        List<Hit> hits = index.use(open -> {
            open.refresh(all);
            return open.search(query.get(), true, place, CANDIDATES);
        });
        double best =
                hits.stream().mapToDouble(hit -> hit.passage().score()).max().orElse(1);
        Map<Hit, Double> alike = new HashMap<>();
        hits.forEach(hit -> alike.put(hit, likeness(hit, best, files, capability)));
        Set<String> seen = new HashSet<>();
        return hits.stream()
                .filter(hit -> place.isEmpty() || isAlike(hit, action, files, capability))
                .sorted(Comparator.<Hit>comparingDouble(hit -> -alike.getOrDefault(hit, 0.0))
                        .thenComparing(hit -> hit.likeness().at(), Comparator.reverseOrder())
                        .thenComparing(hit -> hit.passage().source()))
                .filter(hit -> seen.add(hit.likeness().same()))
                .limit(Math.min(limit, MOST))
                .map(hit -> hit.withScore(alike.getOrDefault(hit, 0.0)).passage())
                .toList();
    }

    /** As pieces name it. */
    private static String place(Optional<Path> workspace) {
        return workspace.map(Path::toString).orElse("");
    }

    private static boolean isAlike(Hit hit, String action, List<String> files, String capability) {
        Likeness like = hit.likeness();
        return (!capability.isEmpty() && capability.equals(like.capability()))
                || like.overlap(files) > 0
                || Query.isMoreThanChance(
                        action, hit.passage().title() + " " + hit.passage().text());
    }

    private static double likeness(Hit hit, double best, List<String> files, String capability) {
        Likeness like = hit.likeness();
        boolean capable = !capability.isEmpty() && capability.equals(like.capability());
        return (best > 0 ? hit.passage().score() / best : 0)
                + (capable ? SAME_CAPABILITY : 0)
                + SAME_FILES * like.overlap(files)
                + (like.resolved() ? RESOLVED : 0);
    }

    /**
     * Makes the index anew from the files.
     *
     * @return how many passages it holds
     * @throws IOException as {@link #find}
     */
    public int rebuild() throws IOException {
        List<KnowledgeFile> files = KnowledgeFile.list(folder);
        index.discard();
        return index.use(open -> {
            open.refresh(files);
            return open.size();
        });
    }
}
