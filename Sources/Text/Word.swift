/// Every text of the screen. `{}` is the place of an argument.
package enum Word: Int, Sendable, Hashable, CaseIterable {
  // What go would do
  case servedBy, fallbackTo, direct, broken, brokenAt, hangs, hangsAt, measuring, notOnRecord
  case refused, forKinds, allKinds, lineBroken, lineHangs, countDown, noNetwork, noNetworkShort
  case notAsked, emptyValue
  case notMeasured, waitsForEver, commaStops, contentStops, endOfChain, nobodyElse, withPipe, goSays
  // Header
  case recordFails, recordElsewhere
  case live, past, paused, every, from, sourceOption, sourceEnvironment, sourceGoEnvFile
  case sourceGoroot, sourceDefault, sourceRecord
  // Panels
  case panelChain, panelMirrors, panelDetail, panelFailovers, panelEvents, panelAdvice, help
  case themes, fastest
  // States
  case up, degraded, down, unknown, local
  // Phases
  case phaseResolve, phaseConnect, phaseTLS, phaseProcessing, phaseTransfer
  // Columns
  case columnIndex, columnMirror, columnState, columnResolve, columnConnect, columnTLS
  case columnFirst, columnBody, columnBar, columnP50, columnP95, columnLoss, columnHistory
  case columnRounds, columnFailed, columnRate, columnConfidence
  case confidenceHigh, confidenceFair, confidenceLow
  case noMirrors, noMatches, hidden
  case groupChain, groupWatched, windowOf, windowSince
  case ago
  // Lists
  case causeRecovered, causeChainChanged, causeFirstKnown, causeNotFound
  case noFailovers, nowSince, noEvents, noAdvice, calendarChain, calendarHours, calendarDays
  // Detail
  case lastCauses, phase, newest, maximum, total, warm, thisMachine, jitter, connection, address
  case http, through, retransmissions, tls, certificate, issuedBy, daysLeft, certificateDays
  case resumable, spread, spreadSince, failed, addresses, now, unlike
  // Pick and undo
  case rankLatency, rankTransfer, rankFinished, noProposal, confirmApply, confirmUndo
  case enterApplies, enterProposes, takesAdvice, dropsAdvice, enterKeeps, escCloses
  case record, gainBest, gainBroken, gainWait, oldValue, newValue, runs, warning
  case notSet, nothingToUndo, copied
  // Command line
  case unknownCommand, commandNeeds, badInterval, unknownColumn, noColumnAmong, unknownTheme
  case languageNeedsUTF8
  // Keys, short
  case keyQuit, keyQuitWithSummary, keyHelp, keyUp, keyDown, keyTop, keyBottom, keyPageUp
  case keyPageDown, keyOpen, keyBack, keyNextPanel, keyPreviousPanel, keyZoom, keyFilter
  case keySortLeft, keySortRight, keyReverse, keyPause, keyResume, keyProbeNow, keySlower
  case keyFaster, keyFastest, keyUndo, keyAdvice, keyTimeBack, keyTimeForward, keyLive, keyTheme
  case keyWindow
  case keyCopy, keyCopyExport, keyMouse, keyCommandLine, keyRedraw, keySuspend
  // Help
  case helpQuit, helpQuitWithSummary, helpHelp, helpUp, helpDown, helpTop, helpBottom
  case helpPageUp, helpPageDown, helpOpen, helpBack, helpNextPanel, helpPreviousPanel, helpPanel
  case helpZoom, helpFilter, helpSortLeft, helpSortRight, helpReverse, helpPause, helpProbeNow
  case helpSlower, helpFaster, helpFastest, helpUndo, helpAdvice, helpTimeBack, helpTimeForward
  case helpWindow
  case helpLive, helpTheme, helpCopy, helpCopyExport, helpMouse, helpCommandLine, helpRedraw
  case helpSuspend, helpStateUnknown, helpStateUp, helpStateDegraded, helpStateDown
  case helpStateLocal, helpActive, helpFailure, helpOver, helpBars
  // Advice
  case adviceCommaHides, adviceAfterWait, adviceCommaMayHide, adviceEntriesAfter, adviceDuplicate
  case adviceDead, adviceSilence, adviceFailures, advicePriceHang, advicePriceStop, advicePriceWait
  case advicePipeLeaks, adviceNoSumdb, adviceSumdbFails, adviceSumdbOthers, adviceSumdbNobody
  case adviceSumdbSilent, adviceSumdbOff, adviceUnverified, adviceModVendor, adviceHTTP2
  case adviceGoCenter, adviceEmptyInFile, adviceEmptyInGOROOT, adviceOverridden, adviceHides
  case adviceFetchTimedOut, adviceBadUpstream, adviceTook, adviceSlow, adviceCredentials
  case advicePattern, adviceHTMLPage, adviceNoModuleLine, adviceEmptyList
  // Of anything that fails
  case verbatim, withReason
  // GOPROXY
  case goproxyIs, goproxyIsNotSet, goproxyNotWritten, exportedOverrides, goenvOff, goenvPoints
  case changedSince, noEnvFile, notHeld, goEnvEnded
  // Watch list and commands
  case alreadyWatched, noMirrorNamed, isInChain, isFirstAlready, notUnderstood, writtenTo
  // Settings
  case settingsRead, oldSettingsHold, configurationUnreadable, moreProblems, unknownKey
  case unknownAction, isMissing, expectedFound, expectedOnly, mustBe, atLeast, atLeastOne, fromTo
  case tooLong, noMemory, kindTable, kindArray, kindString, kindWholeNumber, kindNumber, kindBoolean
  case kindDate, kindTime, kindListOf, kindColumns, kindEither, kindKey
  // Themes
  case noThemeNamed, themeUnreadable, unknownRole, styleEmpty, noColourAfterOn, unknownAttribute
  case badColour, twoFallbacks, badNumberFallback, badNameFallback
  // Record
  case gapAsleep, gapSetBack, gapStopped
  case noHistory, nothingOnRecord, playedToTheEnd, historyElsewhere, historyOurs, historyFails
  case historyWaits, historyDamaged, historyOnNetwork, noRoom, fileLocked, fileDamaged, fileForeign
  case fileNewer, fileUnusable
  // The demo's story
  case storySlow, storyItself, storyDown, storyBack, storyComma, storyServes, storyFlaps
  case storyMoment, storyExpired, storyNewCertificate, storyReset, storyWhole, storySilent
  case storyAnswers
}

extension Word {
  /// The whole table, in the order of the cases: a frame says some hundred words.
  package static let texts: [(english: String, chinese: String)?] = {
    let parts = [screen, keys, advice, messages]
    return allCases.map { word in parts.lazy.compactMap { $0[word] }.first }
  }()
}
