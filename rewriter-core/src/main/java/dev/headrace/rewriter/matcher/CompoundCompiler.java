package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagNames;
import dev.headrace.selector.AttributeOperator;
import dev.headrace.selector.AttributeSelector;
import dev.headrace.selector.CaseSensitivity;
import dev.headrace.selector.ClassSelector;
import dev.headrace.selector.ComplexSelector;
import dev.headrace.selector.CompoundSelector;
import dev.headrace.selector.IdSelector;
import dev.headrace.selector.NamespaceMatch;
import dev.headrace.selector.PseudoClass;
import dev.headrace.selector.SelectorList;
import dev.headrace.selector.SimpleSelector;
import dev.headrace.selector.TypeSelector;
import dev.headrace.selector.UniversalSelector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles one compound selector: sorts its conditions into name, keys and tests, and says where it is to be filed. */
final class CompoundCompiler {
    private static final int NAMESPACES = 3;

    /** The attributes whose values ignore ASCII case on HTML elements (WHATWG HTML §4.16.2). */
    private static final Set<String> CASE_INSENSITIVE_VALUES = Set.of(
            "accept",
            "accept-charset",
            "align",
            "alink",
            "axis",
            "bgcolor",
            "charset",
            "checked",
            "clear",
            "codetype",
            "color",
            "compact",
            "declare",
            "defer",
            "dir",
            "direction",
            "disabled",
            "enctype",
            "face",
            "frame",
            "hreflang",
            "http-equiv",
            "lang",
            "language",
            "link",
            "media",
            "method",
            "multiple",
            "nohref",
            "noresize",
            "noshade",
            "nowrap",
            "readonly",
            "rel",
            "rev",
            "rules",
            "scope",
            "scrolling",
            "selected",
            "shape",
            "target",
            "text",
            "type",
            "valign",
            "valuetype",
            "vlink");

    private final SelectorCompiler program;
    private final List<Integer> keys = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private @Nullable TagName type;
    private Filing filing = Filing.UNIVERSAL;
    private boolean never;
    private boolean readsAttributes;

    private CompoundCompiler(SelectorCompiler program) {
        this.program = program;
    }

    /**
     * A compiled compound selector.
     *
     * @param never whether no element can match it
     * @param readsAttributes whether its answer depends on attributes
     * @param types the only names that an element that matches can have; null for all
     */
    record Result(
            Compound compound,
            Filing filing,
            boolean never,
            boolean readsAttributes,
            @Nullable List<TagName> types) {}

    static Result compile(SelectorCompiler program, CompoundSelector selector) {
        CompoundCompiler compiler = new CompoundCompiler(program);
        selector.simpleSelectors().forEach(compiler::add);
        return compiler.result(selector);
    }

    private Result result(CompoundSelector selector) {
        int[] keyArray = keys.stream().mapToInt(Integer::intValue).toArray();
        Condition[] conditionArray = conditions.toArray(new Condition[0]);
        TagName name = type;
        boolean filedByNameOnly =
                filing.rank() == Filing.Rank.TYPE && filing.keys().isEmpty();
        List<TagName> types = name != null ? List.of(name) : filedByNameOnly ? filing.types() : null;
        return new Result(
                new Compound(name, keyArray, conditionArray, selector), filing, never, readsAttributes, types);
    }

    private void add(SimpleSelector simple) {
        if (simple instanceof TypeSelector typeSelector) {
            addType(typeSelector);
        } else if (simple instanceof UniversalSelector universal) {
            never |= universal.namespace() == NamespaceMatch.NONE;
        } else if (simple instanceof IdSelector id) {
            addKey(Filing.Rank.ID, program.keys().id(id.id()));
        } else if (simple instanceof ClassSelector className) {
            addKey(Filing.Rank.CLASS, program.keys().className(className.name()));
        } else if (simple instanceof AttributeSelector attribute) {
            addAttribute(attribute);
        } else if (simple instanceof PseudoClass pseudoClass) {
            addPseudoClass(pseudoClass);
        }
    }

    private void addType(TypeSelector selector) {
        never |= selector.namespace() == NamespaceMatch.NONE;
        String lower = AsciiBytes.lower(selector.name());
        TagName name = TagNames.of(lower);
        type = name;
        filing = filing.rarer(Filing.types(name));
    }

    private void addKey(Filing.Rank rank, int key) {
        keys.add(key);
        filing = filing.rarer(Filing.key(rank, key));
        readsAttributes = true;
    }

    private void addAttribute(AttributeSelector selector) {
        String lower = AsciiBytes.lower(selector.name());
        int[][] keysByNamespace = new int[NAMESPACES][];
        Set<Integer> all = new LinkedHashSet<>();
        boolean uniform = true;
        for (int namespace = 0; namespace < NAMESPACES; namespace++) {
            List<Integer> meant = attributeKeys(selector, lower, namespace);
            keysByNamespace[namespace] =
                    meant.stream().mapToInt(Integer::intValue).toArray();
            all.addAll(meant);
            uniform &= meant.size() == 1;
        }
        if (all.size() == 1) {
            addKey(Filing.Rank.ATTRIBUTE, all.iterator().next());
        }
        readsAttributes = true;
        if (all.size() == 1 && uniform && selector.operator() == AttributeOperator.EXISTS) {
            return;
        }
        CaseSensitivity flag = selector.caseSensitivity();
        boolean insensitive = flag == CaseSensitivity.ASCII_INSENSITIVE;
        boolean insensitiveInHtml =
                insensitive || flag == CaseSensitivity.DEFAULT && CASE_INSENSITIVE_VALUES.contains(lower);
        byte[] operand = selector.value().getBytes(StandardCharsets.UTF_8);
        conditions.add(
                new AttributeTest(keysByNamespace, selector.operator(), operand, insensitiveInHtml, insensitive));
    }

    /** The keys of the attributes that the selector means on an element of the namespace. */
    private List<Integer> attributeKeys(AttributeSelector selector, String lower, int namespace) {
        KeySpace space = program.keys();
        List<Integer> meant = new ArrayList<>();
        if (!ForeignNames.isNamespacedAttribute(lower, namespace)) {
            meant.add(space.attribute(lower));
        }
        if (namespace != Namespace.HTML && selector.namespace() == NamespaceMatch.ANY) {
            for (String name : ForeignNames.NAMESPACED_ATTRIBUTES) {
                if (ForeignNames.attributeLocalName(name, namespace).equals(lower)) {
                    meant.add(space.attribute(name));
                }
            }
        }
        return meant;
    }

    private void addPseudoClass(PseudoClass pseudoClass) {
        if (pseudoClass instanceof PseudoClass.Is is) {
            addAlternatives(is.selectors());
        } else if (pseudoClass instanceof PseudoClass.Where where) {
            addAlternatives(where.selectors());
        } else if (pseudoClass instanceof PseudoClass.Not not) {
            addNegation(not.selectors());
        } else if (pseudoClass instanceof PseudoClass.Root) {
            conditions.add(new Conditions.Root());
            filing = filing.rarer(Filing.types(TagName.known(TagId.HTML)));
        } else if (pseudoClass instanceof PseudoClass.NthChild nthChild) {
            addNthChild(nthChild);
        } else if (pseudoClass instanceof PseudoClass.NthOfType nthOfType) {
            program.countTypes();
            conditions.add(new Conditions.NthOfType(nthOfType.position()));
        } else if (pseudoClass instanceof PseudoClass.AnyLink) {
            KeySpace space = program.keys();
            conditions.add(new Conditions.AnyLink(space.attribute("href"), space.attribute("xlink:href")));
            filing = filing.rarer(Filing.types(TagName.known(TagId.A), TagName.known(TagId.AREA)));
            readsAttributes = true;
        } else if (pseudoClass instanceof PseudoClass.Lang lang) {
            conditions.add(new Conditions.Lang(program.language(lang)));
        }
    }

    private void addAlternatives(SelectorList selectors) {
        List<Step> steps = new ArrayList<>();
        Filing union = null;
        for (ComplexSelector selector : selectors.selectors()) {
            Result subject = program.compound(selector.subject());
            if (!subject.never()) {
                steps.add(program.step(selector));
                union = union == null ? subject.filing() : union.or(subject.filing());
                readsAttributes |= subject.readsAttributes();
            }
        }
        if (union == null) {
            never = true;
            return;
        }
        filing = filing.rarer(union);
        conditions.add(new Conditions.AnyOf(steps.toArray(new Step[0])));
    }

    private void addNegation(SelectorList selectors) {
        List<Step> steps = new ArrayList<>();
        for (ComplexSelector selector : selectors.selectors()) {
            Result subject = program.compound(selector.subject());
            if (!subject.never()) {
                steps.add(program.step(selector));
                readsAttributes |= subject.readsAttributes();
            }
        }
        conditions.add(new Conditions.NoneOf(steps.toArray(new Step[0])));
    }

    private void addNthChild(PseudoClass.NthChild nthChild) {
        SelectorList of = nthChild.of();
        if (of == null) {
            program.countChildren();
            conditions.add(new Conditions.NthChild(nthChild.position()));
        } else {
            conditions.add(new Conditions.NthOfList(nthChild.position(), program.list(of)));
        }
    }
}
