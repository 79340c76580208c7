package dev.headrace.benchmarks.cases;

import dev.headrace.benchmarks.cases.Rule.Action;
import dev.headrace.benchmarks.cases.Rule.Kind;
import java.util.List;
import java.util.stream.IntStream;

/** The cases that are measured, by the names that reports give them. */
public final class Cases {
    private static final List<Case> ALL = List.of(
            new Case("noop", "no handler", List.of()),
            of("lexer", "a doctype handler", Rule.counting(Kind.DOCTYPE)),
            of("nomatch-tag", "`nosuchtag`", Rule.counting("nosuchtag")),
            of("nomatch", "`div.nosuchclass`", Rule.counting("div.nosuchclass")),
            of("ahref", "`a[href]`: value + \"?x=1\"", new Rule(Kind.ELEMENT, Action.APPEND_QUERY, "a[href]")),
            of("star", "`*`", Rule.counting("*")),
            of("starattr", "`*`: set data-x=\"1\"", new Rule(Kind.ELEMENT, Action.SET_ATTRIBUTE, "*")),
            of("doctext", "document text", Rule.counting(Kind.DOCUMENT_TEXT)),
            of("staralltext", "text in `*`", new Rule(Kind.TEXT, Action.COUNT, "*")),
            of("comments", "comments in `*`", new Rule(Kind.COMMENTS, Action.COUNT, "*")),
            new Case(
                    "multi",
                    "7 selectors",
                    List.of(
                            Rule.counting("ul"),
                            Rule.counting("ul > li"),
                            Rule.counting("table > tbody td dfn"),
                            Rule.counting("body table > tbody tr"),
                            Rule.counting("body [href]"),
                            Rule.counting("div img"),
                            Rule.counting("div.note span"))),
            of("rw-body", "rename body, text after it", new Rule(Kind.ELEMENT, Action.RENAME_BODY, "body")),
            of("rw-ul", "empty every `ul`", new Rule(Kind.ELEMENT, Action.EMPTY, "ul")),
            of(
                    "all",
                    "every handler, attributes read, end tags",
                    Rule.counting(Kind.DOCTYPE),
                    Rule.counting(Kind.DOCUMENT_COMMENTS),
                    Rule.counting(Kind.DOCUMENT_TEXT),
                    new Rule(Kind.ELEMENT, Action.READ_ALL, "*"),
                    Rule.counting(Kind.DOCUMENT_END)),
            new Case("sel50", "50 synthetic selectors", synthetic(50)),
            new Case("sel500", "500 synthetic selectors", synthetic(500)));

    private Cases() {}

    /** All cases, in the order of reports. */
    public static List<Case> all() {
        return ALL;
    }

    /**
     * The case with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Case named(String name) {
        return ALL.stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case is named " + name + "; there are " + ALL));
    }

    /** So many selectors of five kinds, no two the same, that match little or nothing on real pages. */
    public static List<Rule> synthetic(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Rule.counting(
                        switch (i % 5) {
                            case 0 -> "div.k" + i;
                            case 1 -> "#id" + i;
                            case 2 -> "a[data-x" + i + "]";
                            case 3 -> "ul.k" + i + " > li";
                            default -> "body .k" + i + " span";
                        }))
                .toList();
    }

    private static Case of(String name, String description, Rule... rules) {
        return new Case(name, description, List.of(rules));
    }
}
