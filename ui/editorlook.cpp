#include "ui/editorlook.h"

#include "ui/syntaxcolors.h"

#include <set>

namespace larder {

namespace {

/// Keys of the window, or bound in Scintilla to what surprises: cutting a line by Ctrl+L destroys the
/// clipboard.
const std::set<int> kFreedKeys{
    int(Qt::Key_Escape),
    QKeyCombination(Qt::CTRL, Qt::Key_T).toCombined(),
    QKeyCombination(Qt::CTRL | Qt::SHIFT, Qt::Key_T).toCombined(),
    QKeyCombination(Qt::CTRL, Qt::Key_L).toCombined(),
    QKeyCombination(Qt::CTRL | Qt::SHIFT, Qt::Key_L).toCombined(),
    QKeyCombination(Qt::CTRL, Qt::Key_D).toCombined(),
    QKeyCombination(Qt::CTRL, Qt::Key_Slash).toCombined(),
    QKeyCombination(Qt::CTRL | Qt::SHIFT, Qt::Key_Slash).toCombined(),
};

} // namespace

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

void freeWindowKeys(QsciScintilla& editor)
{
    for (QsciCommand* const command : editor.standardCommands()->commands()) {
        if (kFreedKeys.contains(command->key()))
            command->setKey(0);
    }
}

} // namespace larder
