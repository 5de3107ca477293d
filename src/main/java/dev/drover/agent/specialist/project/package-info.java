/**
 * What kind of project a workspace holds, read from its build files: how it is called, built and tested.
 *
 * <p>Reads files and runs nothing. It knows neither tests' results nor documents; those who test and those who describe
 * a project share it, so that the README names the command that the tests are run with.
 */
@NullMarked
package dev.drover.agent.specialist.project;

import org.jspecify.annotations.NullMarked;
