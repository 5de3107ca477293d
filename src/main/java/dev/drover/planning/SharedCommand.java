package dev.drover.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In 'run an audit and the tests' two things share one command. They are told apart when each by itself, with the command
 * before it, clearly calls for a pattern, and not all for the same; nothing that others see is done for a shared command.
 */
final class SharedCommand {
    private SharedCommand() {}

    /**
     * One of the things.
     *
     * @param clause it, behind the command
     * @param found the pattern that it calls for
     */
    record Part(Clause clause, Matcher.Candidate found) {}

    /** The things in the order of the text; none when the clause is to be left whole. */
    static List<Part> parts(Clause clause, Patterns patterns) {
        if (clause.lead() < 0 || clause.hidden() || !isOfThings(clause)) {
            return List.of();
        }
        var parts = new ArrayList<Part>();
        for (Clause thing : things(clause)) {
            Optional<Matcher.Candidate> found =
                    Matcher.rank(patterns, RequestText.of(List.of(thing)), List.of()).stream()
                            .findFirst()
                            .filter(SharedCommand::isClear);
            if (found.isEmpty()) {
                return List.of();
            }
            parts.add(new Part(thing, found.get()));
        }
        long different =
                parts.stream().map(part -> part.found().pattern()).distinct().count();
        return different > 1 ? parts : List.of();
    }

    private static boolean isClear(Matcher.Candidate found) {
        return found.points() >= Wishes.CLEAR
                && (found.kind() == Rule.Kind.OBJECT || found.kind() == Rule.Kind.COMMAND_AND_THING)
                && !Outward.is(found.pattern());
    }

    /** Behind a preposition it is not told to which noun the next one belongs: 'tests for the parser and the docs'. */
    private static boolean isOfThings(Clause clause) {
        int last = clause.tokens().getLast().part();
        return clause.command().part() < last
                && clause.tokens().stream()
                        .skip(clause.lead() + 1L)
                        .filter(token -> token.part() < last)
                        .noneMatch(Token::afterPreposition);
    }

    private static List<Clause> things(Clause clause) {
        var things = new ArrayList<List<Token>>();
        for (Token token :
                clause.tokens().subList(clause.lead() + 1, clause.tokens().size())) {
            if (things.isEmpty() || things.getLast().getLast().part() != token.part()) {
                things.add(new ArrayList<>(List.of(clause.command())));
            }
            things.getLast().add(token);
        }
        return things.stream()
                .map(tokens -> new Clause(tokens, 0, Clause.Rank.MAIN, false))
                .toList();
    }
}
