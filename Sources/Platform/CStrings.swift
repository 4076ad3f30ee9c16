import Glibc

/// C strings that live as long as this object, ended by a null pointer.
package final class CStrings {
  package let pointers: [UnsafeMutablePointer<CChar>?]

  package init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit {
    for pointer in pointers { free(pointer) }
  }
}
