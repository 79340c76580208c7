package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.Namespace;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names that elements and attributes of SVG and MathML have in the DOM (WHATWG HTML §13.2.6.1 and §13.2.6.5). */
public final class ForeignNames {
    private static final Map<String, String> SVG_ELEMENTS =
            byLowerCase("altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend"
                    + " feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting"
                    + " feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR"
                    + " feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight"
                    + " feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient"
                    + " radialGradient textPath");

    private static final Map<String, String> SVG_ATTRIBUTES = byLowerCase(
            "attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode"
                    + " filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints"
                    + " keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth"
                    + " maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform"
                    + " patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits"
                    + " refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant"
                    + " specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale"
                    + " systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector"
                    + " yChannelSelector zoomAndPan");

    private static final Map<String, String> MATHML_ATTRIBUTES = byLowerCase("definitionURL");

    /** The attributes that get a namespace, in foreign elements only. */
    static final List<String> NAMESPACED_ATTRIBUTES = List.of(
            "xlink:actuate",
            "xlink:arcrole",
            "xlink:href",
            "xlink:role",
            "xlink:show",
            "xlink:title",
            "xlink:type",
            "xml:lang",
            "xml:space",
            "xmlns",
            "xmlns:xlink");

    private ForeignNames() {}

    /** The name that an element has in the DOM, by the name of its tag in lower case. */
    public static String elementName(String lowerCase, int namespace) {
        return namespace == Namespace.SVG ? SVG_ELEMENTS.getOrDefault(lowerCase, lowerCase) : lowerCase;
    }

    /** The qualified name that an attribute has in the DOM, by its name in lower case: {@code viewBox}, {@code xlink:href}. */
    public static String attributeName(String lowerCase, int namespace) {
        return switch (namespace) {
            case Namespace.SVG -> SVG_ATTRIBUTES.getOrDefault(lowerCase, lowerCase);
            case Namespace.MATHML -> MATHML_ATTRIBUTES.getOrDefault(lowerCase, lowerCase);
            default -> lowerCase;
        };
    }

    /** Whether an attribute of an element in this namespace is itself in a namespace (XLink, XML or XMLNS). */
    public static boolean isNamespacedAttribute(String lowerCase, int namespace) {
        return namespace != Namespace.HTML && NAMESPACED_ATTRIBUTES.contains(lowerCase);
    }

    /** The local name that an attribute has in the DOM, by its name in lower case: {@code href} for {@code xlink:href}. */
    public static String attributeLocalName(String lowerCase, int namespace) {
        if (isNamespacedAttribute(lowerCase, namespace)) {
            return lowerCase.substring(lowerCase.indexOf(':') + 1);
        }
        return attributeName(lowerCase, namespace);
    }

    private static Map<String, String> byLowerCase(String names) {
        Map<String, String> map = new HashMap<>();
        for (String name : names.split(" ", -1)) {
            map.put(name.toLowerCase(Locale.ROOT), name);
        }
        return Map.copyOf(map);
    }
}
