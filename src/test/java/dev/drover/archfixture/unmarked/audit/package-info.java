/** Has a description but no annotation. */
package dev.drover.archfixture.unmarked.audit;
