/**
 * What a person or the schedule can ask for, each as one class that puts the other packages of this room together:
 * create, verify, restore, undo, drill, prune, move and compare. How it is asked for and shown is {@code cli}'s.
 */
@NullMarked
package dev.colophon.backup.task;

import org.jspecify.annotations.NullMarked;
