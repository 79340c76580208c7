package dev.headrace.rewriter.content;

/**
 * An attribute as the DOM has it.
 *
 * @param name in lower case; in SVG and MathML as the standard adjusts it (WHATWG HTML §13.2.6.5)
 * @param value with character references resolved
 */
public record Attribute(String name, String value) {}
