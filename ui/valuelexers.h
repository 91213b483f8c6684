#pragma once

#include "ui/scintilla.h"

#include <QFont>
#include <QPalette>

namespace larder {

/// Lexers that colour and fold JSON and XML, in the colours of @p palette. They belong to @p parent.
[[nodiscard]] QsciLexer* createJsonLexer(const QPalette& palette, const QFont& font, QObject* parent);
[[nodiscard]] QsciLexer* createXmlLexer(const QPalette& palette, const QFont& font, QObject* parent);

} // namespace larder
