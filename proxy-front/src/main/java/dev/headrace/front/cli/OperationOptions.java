package dev.headrace.front.cli;

import dev.headrace.front.rules.HtmlNames;
import dev.headrace.front.rules.Operations;
import dev.headrace.front.rules.Place;
import dev.headrace.front.rules.Rule;
import dev.headrace.front.yaml.Location;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.Element;
import dev.headrace.rewriter.content.Handler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Rules given as options: {@code --on} begins a rule, and each operation behind it belongs to that rule. Methods, not fields,
 * because the order among different options counts.
 */
final class OperationOptions {
    private final List<Rule> rules = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    List<Rule> rules() {
        return rules;
    }

    @Option(
            order = 2,
            names = "--on",
            paramLabel = "SELECTOR",
            description = "the elements that the operations behind this option are for; may be repeated")
    void on(String selector) {
        rules.add(new Rule(Location.of("--on"), selector));
    }

    @Option(
            order = 3,
            names = "--set-attribute",
            paramLabel = "NAME=VALUE",
            description = "set an attribute; NAME alone has no value")
    void setAttribute(String nameAndValue) {
        int equals = nameAndValue.indexOf('=');
        String name = equals < 0 ? nameAndValue : nameAndValue.substring(0, equals);
        String value = equals < 0 ? "" : nameAndValue.substring(equals + 1);
        check("--set-attribute", HtmlNames.problemOfAttribute(name));
        add("--set-attribute", Operations.setAttribute(name, value));
    }

    @Option(order = 4, names = "--remove-attribute", paramLabel = "NAME", description = "remove an attribute")
    void removeAttribute(String name) {
        check("--remove-attribute", HtmlNames.problemOfAttribute(name));
        add("--remove-attribute", Operations.removeAttribute(name));
    }

    @Option(order = 5, names = "--rename", paramLabel = "NAME", description = "rename the element")
    void rename(String name) {
        check("--rename", HtmlNames.problemOfElement(name));
        add("--rename", Operations.rename(name));
    }

    @Option(order = 6, names = "--before", paramLabel = "TEXT", description = "put text in front of the element")
    void before(String text) {
        insert("--before", Place.BEFORE, Content.text(text));
    }

    @Option(order = 7, names = "--before-html", paramLabel = "HTML", description = "put HTML in front of the element")
    void beforeHtml(String html) {
        insert("--before-html", Place.BEFORE, Content.html(html));
    }

    @Option(order = 8, names = "--after", paramLabel = "TEXT", description = "put text behind the element")
    void after(String text) {
        insert("--after", Place.AFTER, Content.text(text));
    }

    @Option(order = 9, names = "--after-html", paramLabel = "HTML", description = "put HTML behind the element")
    void afterHtml(String html) {
        insert("--after-html", Place.AFTER, Content.html(html));
    }

    @Option(order = 10, names = "--prepend", paramLabel = "TEXT", description = "put text at the start of its content")
    void prepend(String text) {
        insert("--prepend", Place.PREPEND, Content.text(text));
    }

    @Option(
            order = 11,
            names = "--prepend-html",
            paramLabel = "HTML",
            description = "put HTML at the start of its content")
    void prependHtml(String html) {
        insert("--prepend-html", Place.PREPEND, Content.html(html));
    }

    @Option(order = 12, names = "--append", paramLabel = "TEXT", description = "put text at the end of its content")
    void append(String text) {
        insert("--append", Place.APPEND, Content.text(text));
    }

    @Option(
            order = 13,
            names = "--append-html",
            paramLabel = "HTML",
            description = "put HTML at the end of its content")
    void appendHtml(String html) {
        insert("--append-html", Place.APPEND, Content.html(html));
    }

    @Option(
            order = 14,
            names = "--set-inner-content",
            paramLabel = "TEXT",
            description = "put text in place of its content")
    void setInnerContent(String text) {
        insert("--set-inner-content", Place.SET_INNER_CONTENT, Content.text(text));
    }

    @Option(
            order = 15,
            names = "--set-inner-content-html",
            paramLabel = "HTML",
            description = "put HTML in place of its content")
    void setInnerContentHtml(String html) {
        insert("--set-inner-content-html", Place.SET_INNER_CONTENT, Content.html(html));
    }

    @Option(order = 16, names = "--replace", paramLabel = "TEXT", description = "put text in place of the element")
    void replace(String text) {
        insert("--replace", Place.REPLACE, Content.text(text));
    }

    @Option(order = 17, names = "--replace-html", paramLabel = "HTML", description = "put HTML in place of the element")
    void replaceHtml(String html) {
        insert("--replace-html", Place.REPLACE, Content.html(html));
    }

    @Option(order = 18, names = "--remove", description = "remove the element with all that is in it")
    void remove(boolean on) {
        if (on) {
            add("--remove", Operations.remove());
        }
    }

    @Option(order = 19, names = "--unwrap", description = "remove the element's tags and leave its content")
    void unwrap(boolean on) {
        if (on) {
            add("--unwrap", Operations.unwrap());
        }
    }

    private void insert(String option, Place place, Content content) {
        add(option, Operations.insert(place, content));
    }

    private void add(String option, Handler<Element> operation) {
        if (rules.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), option + " is an operation: it needs --on SELECTOR in front of it");
        }
        rules.get(rules.size() - 1).onElement(operation);
    }

    private void check(String option, @Nullable String problem) {
        if (problem != null) {
            throw new ParameterException(spec.commandLine(), option + ": " + problem);
        }
    }
}
