package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.Namespace;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names in foreign content as the DOM has them (WHATWG HTML §13.2.6.1, §13.2.6.5). */
final class ForeignNames {
    private static final Map<String, String> SVG_ELEMENTS =
            byLowerCase("altGlyph altGlyphDef altGlyphItem animateColor "
                    + "animateMotion animateTransform clipPath feBlend feColorMatrix feComponentTransfer feComposite "
                    + "feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB "
                    + "feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
                    + "feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient radialGradient "
                    + "textPath");
    private static final Map<String, String> SVG_ATTRIBUTES = byLowerCase("attributeName attributeType baseFrequency "
            + "baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits glyphRef gradientTransform "
            + "gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle "
            + "markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits "
            + "patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio "
            + "primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant "
            + "specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage "
            + "tableValues targetX targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan");

    private ForeignNames() {}

    static String element(String name, int namespace) {
        return namespace == Namespace.SVG ? SVG_ELEMENTS.getOrDefault(name, name) : name;
    }

    static String attribute(String name, int namespace) {
        return switch (name) {
            case "xlink:actuate",
                    "xlink:arcrole",
                    "xlink:href",
                    "xlink:role",
                    "xlink:show",
                    "xlink:title",
                    "xlink:type",
                    "xml:lang",
                    "xml:space",
                    "xmlns:xlink" -> namespace == Namespace.HTML ? name : name.replace(':', ' ');
            case "definitionurl" -> namespace == Namespace.MATHML ? "definitionURL" : name;
            default -> namespace == Namespace.SVG ? SVG_ATTRIBUTES.getOrDefault(name, name) : name;
        };
    }

    private static Map<String, String> byLowerCase(String names) {
        Map<String, String> map = new HashMap<>();
        for (String name : names.split(" ", -1)) {
            map.put(name.toLowerCase(Locale.ROOT), name);
        }
        return map;
    }
}
