#pragma once
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <stdlib.h>
#include <term.h>
#include <wchar.h>

// Macros and mutable globals of curses.h that Swift cannot see, or not safely.

static inline WINDOW *cncurses_window(void) { return stdscr; }
static inline int cncurses_colors(void) { return COLORS; }
static inline int cncurses_columns(void) { return COLS; }
static inline int cncurses_rows(void) { return LINES; }
/// `name` is NULL for $TERM.
static inline SCREEN *cncurses_newterm(const char *name) { return newterm(name, stdout, stdin); }

/// The terminal of $TERM can place its cursor: less cannot show a screen. 0 where $TERM is unknown too.
static inline int cncurses_terminal_is_usable(void) {
  int error = 0;
  if (setupterm(NULL, 1, &error) != OK) return 0;
  const char *place = tigetstr("cup");
  return place != NULL && place != (const char *)-1;
}

/// There is an entry `name`, and its colours are red, green and blue.
static inline int cncurses_has_direct_colour(const char *name) {
  int error = 0;
  TERMINAL *before = set_curterm(NULL);
  int found = 0;
  if (setupterm(name, 1, &error) == OK) {
    const char *bits = tigetstr("RGB");
    found = tigetnum("colors") >= 1 << 24
      && (tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || (bits != NULL && bits != (const char *)-1));
    del_curterm(set_curterm(before));
  } else {
    set_curterm(before);
  }
  return found;
}

static inline attr_t cncurses_bold(void) { return WA_BOLD; }
static inline attr_t cncurses_dim(void) { return WA_DIM; }
static inline attr_t cncurses_underline(void) { return WA_UNDERLINE; }
static inline attr_t cncurses_reverse(void) { return WA_REVERSE; }
static inline attr_t cncurses_italic(void) { return WA_ITALIC; }

/// Puts one character, with a combining one unless `mark` is 0, at row `y`, column `x`.
static inline void cncurses_put(int y, int x, wchar_t character, wchar_t mark, attr_t attributes, int pair) {
  wchar_t text[3] = {character, mark, 0};
  cchar_t cell;
  // The pair travels in the options: a short would end at 32767.
  if (setcchar(&cell, text, attributes, (short)(pair < 32767 ? pair : 0), &pair) == OK) {
    mvadd_wch(y, x, &cell);
  }
}

static inline mmask_t cncurses_mouse_mask(void) {
  return BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED;
}
static inline int cncurses_is_press(mmask_t state) { return (state & BUTTON1_PRESSED) != 0; }
static inline int cncurses_is_wheel_up(mmask_t state) { return (state & BUTTON4_PRESSED) != 0; }
static inline int cncurses_is_wheel_down(mmask_t state) { return (state & BUTTON5_PRESSED) != 0; }

/// The key code of F`number`.
static inline int cncurses_function_key(int number) { return KEY_F(number); }
