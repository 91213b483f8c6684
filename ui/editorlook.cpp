#include "ui/editorlook.h"

#include "ui/syntaxcolors.h"

namespace larder {

void applyEditorLook(QsciScintilla& editor, const QPalette& palette, const QFont& font)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor paper = palette.color(QPalette::Base);
    const QColor accent = palette.color(QPalette::Highlight);
    const QColor margin = mixedColor(paper, text, 0.03);
    editor.setCaretForegroundColor(text);
    editor.setCaretLineBackgroundColor(mixedColor(paper, text, 0.05));
    editor.setSelectionBackgroundColor(accent);
    editor.setSelectionForegroundColor(palette.color(QPalette::HighlightedText));
    editor.setMatchedBraceForegroundColor(text);
    editor.setMatchedBraceBackgroundColor(mixedColor(paper, accent, 0.35));
    editor.setMarginsFont(font);
    editor.setMarginsForegroundColor(mixedColor(paper, text, 0.55));
    editor.setMarginsBackgroundColor(margin);
    editor.setFoldMarginColors(margin, margin);
    // QScintilla's own functions refuse the markers that it uses for folds.
    for (unsigned marker = QsciScintilla::SC_MARKNUM_FOLDEREND;
         marker <= QsciScintilla::SC_MARKNUM_FOLDEROPEN; ++marker) {
        editor.SendScintilla(QsciScintilla::SCI_MARKERSETFORE, marker, margin);
        editor.SendScintilla(QsciScintilla::SCI_MARKERSETBACK, marker, mixedColor(paper, text, 0.55));
    }
    fitLineNumbers(editor);
}

void fitLineNumbers(QsciScintilla& editor)
{
    const auto digits = QString::number(editor.lines()).size();
    editor.setMarginWidth(0, QString(qMax<qsizetype>(digits, 2) + 1, u'9'));
}

} // namespace larder
