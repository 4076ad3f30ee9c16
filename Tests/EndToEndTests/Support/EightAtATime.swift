/// Does `work` with each of `items` in their order, eight at a time.
func eightAtATime<Item: Sendable>(
  _ items: [Item], _ work: @escaping @Sendable (Item) async -> Void
) async {
  await withTaskGroup { group in
    var waiting = items[...]
    for item in waiting.prefix(8) { group.addTask { await work(item) } }
    waiting = waiting.dropFirst(8)
    while await group.next() != nil {
      if let item = waiting.popFirst() { group.addTask { await work(item) } }
    }
  }
}
