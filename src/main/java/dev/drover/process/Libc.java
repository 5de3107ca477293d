package dev.drover.process;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;

/** Calls into the C library. Linking costs some tens of milliseconds, so it is done at the first use of a holder. */
@SuppressWarnings("restricted")
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LOOKUP = LINKER.defaultLookup();

    /** What {@link #failing} calls leave behind. */
    static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();

    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private Libc() {}

    static boolean has(String... names) {
        for (String name : names) {
            if (LOOKUP.find(name).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** A function that returns an {@code int}. */
    static MethodHandle function(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LOOKUP.findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    /** A function that returns an {@code int} and tells why it failed; {@link #CALL_STATE} is its first argument. */
    static MethodHandle failing(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LOOKUP.findOrThrow(name),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /** Why the call failed that left this behind. */
    static int errno(MemorySegment callState) {
        return (int) ERRNO.get(callState, 0L);
    }

    /** A function that returns a {@code ssize_t}. */
    static MethodHandle sized(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LOOKUP.findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments));
    }

    /** {@code syscall(2)} with two numbers. */
    static MethodHandle syscall() {
        return LINKER.downcallHandle(
                LOOKUP.findOrThrow("syscall"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
    }

    /** Strings as {@code char*[]}, with a null at the end. */
    static MemorySegment strings(Arena arena, List<String> strings) {
        MemorySegment array = arena.allocate(ValueLayout.ADDRESS, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            array.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(strings.get(i)));
        }
        return array;
    }
}
