/**
 * The program: commands, configuration, wiring. The only place that sees every module.
 *
 * <p>Start with {@code Main}, then {@code Running}, whose constructor is the table of contents of a running node.
 */
@NullMarked
package eu.temoin.server;

import org.jspecify.annotations.NullMarked;
