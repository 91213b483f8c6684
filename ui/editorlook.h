#pragma once

#include "ui/scintilla.h"

#include <QFont>
#include <QPalette>

namespace larder {

/// Gives @p editor the colours of @p palette for all that its lexer does not colour: caret, selection,
/// braces, margins, fold marks.
void applyEditorLook(QsciScintilla& editor, const QPalette& palette, const QFont& font);

/// Makes the margin of the line numbers as wide as they are now.
void fitLineNumbers(QsciScintilla& editor);

/// Takes from @p editor the keys that are the window's, and those bound to what surprises.
void freeWindowKeys(QsciScintilla& editor);

} // namespace larder
