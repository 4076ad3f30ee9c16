/// The theme files that are built in.
package enum BuiltinThemes {}
