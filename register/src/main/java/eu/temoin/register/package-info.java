/**
 * Reads and checks {@code temoin.yaml}, the one file that declares what a site may read and write.
 *
 * <p>Start with {@link eu.temoin.register.RegisterReader}: it turns a file into a {@code Register} or into every
 * {@link eu.temoin.register.Problem} at once, each with its place and its mend. {@link
 * eu.temoin.register.RegisterComparison} says whether a register may follow the one in force, {@link
 * eu.temoin.register.RegisterCanonical} gives the bytes that a revision is frozen as, and {@link
 * eu.temoin.register.RegisterTemplate} writes a first file. {@code docs/register.md} explains each key, and {@code
 * register.schema.json} helps editors.
 */
@NullMarked
package eu.temoin.register;

import org.jspecify.annotations.NullMarked;
