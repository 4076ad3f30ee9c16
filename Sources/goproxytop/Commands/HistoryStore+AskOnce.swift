import History
import Platform
import Text

extension HistoryStore {
  /// Asks one question and closes; the main thread waits. For commands that print the answer and end.
  nonisolated func askOnce<Value: Sendable>(
    _ question: @escaping @Sendable (HistoryStore) async throws(HistoryError) -> Value
  ) throws(OperationError) -> Value {
    let answer: Result<Value, HistoryError> = MainThread().run {
      let answer: Result<Value, HistoryError>
      do throws(HistoryError) {
        answer = .success(try await question(self))
      } catch {
        answer = .failure(error)
      }
      await self.close()
      return answer
    }
    if case .readInPart? = status.notice, let notice = status.notice {
      Console.complain(Language.english.say(Sentence(notice)))
    }
    switch answer {
    case .success(let value): return value
    case .failure(let error): throw OperationError(Sentence(error.reason, path: path))
    }
  }
}
