package dev.drover.agent.specialist.documentation.api;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.drover.agent.specialist.support.JavaSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The public and protected parts of the public types of a Java file. */
final class JavaApi {
    private final JavaSource source;
    private final List<ApiType> types = new ArrayList<>();

    private JavaApi(JavaSource source) {
        this.source = source;
    }

    static ApiFile read(String path, byte[] content) throws IOException {
        JavaSource source = JavaSource.parse(path, new String(content, StandardCharsets.UTF_8));
        try {
            return new JavaApi(source).file();
        } catch (RuntimeException | StackOverflowError e) {
            // A tree with holes in it, or one deeper than the stack: the file is named as one that could not be read.
            throw new IOException(path + " cannot be read as Java: " + e, e);
        }
    }

    private ApiFile file() {
        CompilationUnitTree unit = source.unit();
        var root = new TreePath(unit);
        PackageTree packageTree = unit.getPackage();
        String about = packageTree == null
                ? ""
                : comment(new TreePath(root, packageTree))
                        .map(FirstSentence::of)
                        .orElse("");
        for (Tree declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree type) {
                type(new TreePath(root, type), type, "", false);
            }
        }
        ModuleTree module = unit.getModule();
        return new ApiFile(
                "Java",
                packageTree == null ? "" : packageTree.getPackageName().toString(),
                about,
                types,
                module == null ? List.of() : exports(module),
                source.errors().size());
    }

    private static List<String> exports(ModuleTree module) {
        var packages = new ArrayList<String>();
        for (Tree directive : module.getDirectives()) {
            if (directive instanceof ExportsTree exports
                    && (exports.getModuleNames() == null
                            || exports.getModuleNames().isEmpty())) {
                packages.add(exports.getPackageName().toString());
            }
        }
        return packages;
    }

    private void type(TreePath path, ClassTree type, String outer, boolean open) {
        if (type.getSimpleName().isEmpty() || (!open && !isOpen(type.getModifiers(), !outer.isEmpty()))) {
            return;
        }
        String name = outer + type.getSimpleName();
        boolean inInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        boolean extensible = type.getKind() == Tree.Kind.CLASS
                && !type.getModifiers().getFlags().contains(Modifier.FINAL);
        Optional<DocCommentTree> comment = comment(path);
        var members = new ArrayList<ApiMember>();
        int place = types.size();
        for (Tree member : type.getMembers()) {
            var memberPath = new TreePath(path, member);
            if (member instanceof ClassTree nested) {
                boolean hidden = nested.getModifiers().getFlags().contains(Modifier.PRIVATE);
                type(memberPath, nested, name + ".", inInterface && !hidden);
            } else if (isMember(member, type, inInterface, extensible)) {
                members.add(member(memberPath, type));
            }
        }
        types.add(
                place,
                new ApiType(
                        name,
                        Signatures.of(type),
                        comment.map(FirstSentence::of).orElse(""),
                        source.line(type),
                        comment.isPresent(),
                        members));
    }

    private static boolean isMember(Tree member, ClassTree type, boolean inInterface, boolean extensible) {
        ModifiersTree modifiers;
        if (member instanceof MethodTree method) {
            modifiers = method.getModifiers();
        } else if (member instanceof VariableTree field) {
            modifiers = field.getModifiers();
            if (type.getKind() == Tree.Kind.RECORD
                    && Signatures.components(type).contains(field)) {
                return false;
            }
        } else {
            return false;
        }
        return inInterface ? !modifiers.getFlags().contains(Modifier.PRIVATE) : isOpen(modifiers, extensible);
    }

    private ApiMember member(TreePath path, ClassTree type) {
        Optional<DocCommentTree> comment = comment(path);
        String about = comment.map(FirstSentence::of).orElse("");
        int line = source.line(path.getLeaf());
        if (path.getLeaf() instanceof MethodTree method) {
            String typeName = type.getSimpleName().toString();
            String name =
                    method.getReturnType() == null ? typeName : method.getName().toString();
            return new ApiMember(
                    name, Signatures.of(method, typeName), about, line, comment.isPresent(), overrides(method));
        }
        var field = (VariableTree) path.getLeaf();
        String name = field.getName().toString();
        boolean constant = type.getKind() == Tree.Kind.INTERFACE
                || field.getModifiers().getFlags().contains(Modifier.FINAL);
        String signature = isConstant(field, type) ? name : Signatures.of(field, constant);
        return new ApiMember(name, signature, about, line, comment.isPresent(), false);
    }

    private static boolean isConstant(VariableTree field, ClassTree type) {
        return type.getKind() == Tree.Kind.ENUM
                && field.getInitializer() instanceof NewClassTree
                && field.getType() instanceof IdentifierTree named
                && named.getName().contentEquals(type.getSimpleName());
    }

    private static boolean overrides(MethodTree method) {
        for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
            String name = annotation.getAnnotationType().toString();
            if (name.equals("Override") || name.equals("java.lang.Override")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpen(ModifiersTree modifiers, boolean protectedToo) {
        Set<Modifier> flags = modifiers.getFlags();
        return flags.contains(Modifier.PUBLIC) || (protectedToo && flags.contains(Modifier.PROTECTED));
    }

    private Optional<DocCommentTree> comment(TreePath path) {
        return Optional.ofNullable(source.documentation().getDocCommentTree(path));
    }
}
