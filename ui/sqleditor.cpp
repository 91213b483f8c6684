#include "ui/sqleditor.h"

#include "cache/sql/sqllexer.h"
#include "ui/editorlook.h"
#include "ui/sqlhighlighter.h"
#include "ui/syntaxcolors.h"

#include <QFontDatabase>
#include <QKeyEvent>
#include <QMimeData>

#include <algorithm>
#include <limits>

namespace larder {

namespace {

constexpr int kStatementIndicator = 8;
constexpr int kErrorIndicator = 9;
constexpr qsizetype kLongestMarkedBytes = 1'000'000;
constexpr auto kMarkDelay = std::chrono::milliseconds(50);

bool isToggleComment(const QKeyEvent& key)
{
    // On many keyboards "/" itself needs Shift.
    return key.key() == Qt::Key_Slash
        && (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::CTRL;
}

/// Whether exactly one of Ctrl and Alt is held: both together are AltGr on some systems and type characters.
bool isShortcut(const QKeyEvent& key)
{
    return key.modifiers().testFlag(Qt::ControlModifier) != key.modifiers().testFlag(Qt::AltModifier);
}

/// A file dropped on the editor is for the window to open.
bool leaveFiles(QDropEvent& event)
{
    const bool files = event.mimeData()->hasUrls();
    if (files)
        event.ignore();
    return files;
}

/// The first token of @p text that ends behind @p offset and is no blank; the last one if there is none.
SqlToken tokenAt(QByteArrayView text, qsizetype offset, SqlDialect dialect)
{
    SqlLexer lexer(text, dialect);
    SqlToken last;
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (token.isSeparator())
            continue;
        last = token;
        if (token.end() > offset)
            break;
    }
    return last;
}

/// Puts `-- ` before the lines of the selection, or takes it away.
class LineComments
{
public:
    explicit LineComments(QsciScintilla& editor) : m_editor(editor)
    {
        const long begin = send(QsciScintilla::SCI_GETSELECTIONSTART);
        const long end = send(QsciScintilla::SCI_GETSELECTIONEND);
        const long first = send(QsciScintilla::SCI_LINEFROMPOSITION, begin);
        const long last = send(QsciScintilla::SCI_LINEFROMPOSITION, end > begin ? end - 1 : end);
        for (long line = first; line <= last; ++line) {
            const long text = send(QsciScintilla::SCI_GETLINEINDENTPOSITION, line);
            if (text == send(QsciScintilla::SCI_GETLINEENDPOSITION, line))
                continue;
            m_texts.push_back(text);
            m_indent = qMin(m_indent, text - send(QsciScintilla::SCI_POSITIONFROMLINE, line));
        }
    }

    void toggle() const
    {
        const bool remove
            = std::all_of(m_texts.begin(), m_texts.end(), [this](long text) { return isComment(text); });
        m_editor.beginUndoAction();
        // From the last line up, so that positions stay true.
        for (size_t line = m_texts.size(); line-- > 0;) {
            const long text = m_texts[line];
            if (remove)
                replace(text, at(text + 2) == ' ' ? 3 : 2, "");
            else
                replace(lineStart(text) + m_indent, 0, "-- ");
        }
        m_editor.endUndoAction();
    }

private:
    [[nodiscard]] long send(unsigned message, long argument = 0) const
    {
        return m_editor.SendScintilla(message, static_cast<unsigned long>(argument));
    }

    /// Unlike SCI_INSERTTEXT this keeps the selection.
    void replace(long position, long length, const char* text) const
    {
        m_editor.SendScintilla(
            QsciScintilla::SCI_SETTARGETRANGE, static_cast<unsigned long>(position), position + length);
        m_editor.SendScintilla(
            QsciScintilla::SCI_REPLACETARGET, static_cast<unsigned long>(qstrlen(text)), text);
    }

    [[nodiscard]] long at(long position) const { return send(QsciScintilla::SCI_GETCHARAT, position); }
    [[nodiscard]] bool isComment(long text) const { return at(text) == '-' && at(text + 1) == '-'; }

    [[nodiscard]] long lineStart(long position) const
    {
        return send(QsciScintilla::SCI_POSITIONFROMLINE, send(QsciScintilla::SCI_LINEFROMPOSITION, position));
    }

    QsciScintilla& m_editor;
    // Where the text of each line that has some begins, and the least of their indents in bytes.
    std::vector<long> m_texts;
    long m_indent = std::numeric_limits<long>::max();
};

} // namespace

SqlEditor::SqlEditor(QWidget* parent) : QsciScintilla(parent), m_highlighter(new SqlHighlighter(this))
{
    setAccessibleName(tr("SQL editor"));
    setUpText();
    setUpKeys();
    applyLook();
    m_markDelay.setSingleShot(true);
    m_markDelay.setInterval(kMarkDelay);
    connect(&m_markDelay, &QTimer::timeout, this, &SqlEditor::markCurrentStatement);
    connect(this, &SqlEditor::cursorPositionChanged, &m_markDelay, qOverload<>(&QTimer::start));
    connect(this, &SqlEditor::selectionChanged, &m_markDelay, qOverload<>(&QTimer::start));
    connect(this, &SqlEditor::textChanged, &m_markDelay, qOverload<>(&QTimer::start));
    connect(this, &SqlEditor::textChanged, this, &SqlEditor::clearError);
    connect(this, &SqlEditor::textChanged, this, &SqlEditor::scrollBack);
    connect(this, &SqlEditor::linesChanged, this, &SqlEditor::fitLineNumbers);
    connect(this, &SqlEditor::SCN_ZOOM, this, &SqlEditor::fitLineNumbers);
}

void SqlEditor::setDialect(SqlDialect dialect)
{
    if (dialect == m_dialect)
        return;
    m_dialect = dialect;
    applyLook();
    m_markDelay.start();
}

QByteArray SqlEditor::utf8Text() const
{
    return view().toByteArray();
}

void SqlEditor::setUtf8Text(const QByteArray& text)
{
    const bool wasEmpty = view().isEmpty();
    SendScintilla(SCI_BEGINUNDOACTION);
    SendScintilla(SCI_CLEARALL);
    // Not SCI_SETTEXT, which ends at a NUL.
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(text.size()), text.constData());
    SendScintilla(SCI_ENDUNDOACTION);
    SendScintilla(SCI_GOTOPOS, 0UL);
    scrollBack();
    if (wasEmpty)
        SendScintilla(SCI_EMPTYUNDOBUFFER);
}

std::optional<SqlEditor::EditorStatement> SqlEditor::statementToRun() const
{
    const std::vector<EditorStatement> pieces = statementsToRun();
    if (pieces.size() <= 1)
        return pieces.empty() ? std::nullopt : std::optional(pieces.front());
    const qsizetype begin = pieces.front().offset;
    const qsizetype end = pieces.back().offset + pieces.back().sql.size();
    return EditorStatement{view().sliced(begin, end - begin).toByteArray(), begin};
}

std::vector<SqlEditor::EditorStatement> SqlEditor::statementsToRun() const
{
    const QByteArrayView text = view();
    const qsizetype begin = SendScintilla(SCI_GETSELECTIONSTART);
    const qsizetype end = SendScintilla(SCI_GETSELECTIONEND);
    if (begin != end)
        return statementsOf(text.sliced(begin, end - begin), begin);
    const auto range = statementAt(text, SendScintilla(SCI_GETCURRENTPOS), m_dialect);
    if (!range)
        return {};
    return {
        EditorStatement{text.sliced(range->offset, range->length).toByteArray(), range->offset, range->kind}};
}

std::vector<SqlEditor::EditorStatement> SqlEditor::allStatements() const
{
    return statementsOf(view(), 0);
}

std::vector<SqlEditor::EditorStatement> SqlEditor::statementsOf(QByteArrayView text, qsizetype base) const
{
    std::vector<EditorStatement> statements;
    for (const SqlStatementRange& range : splitSql(text, m_dialect))
        statements.push_back(
            {text.sliced(range.offset, range.length).toByteArray(), base + range.offset, range.kind});
    return statements;
}

void SqlEditor::markError(qsizetype offset)
{
    clearError();
    const SqlToken token = tokenAt(view(), offset, m_dialect);
    if (token.length == 0)
        return;
    // Of a quote that goes over lines, the first is enough.
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(token.offset));
    const long lineEnd = SendScintilla(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(line));
    const long end = qMin(long(token.end()), lineEnd);
    SendScintilla(SCI_SETINDICATORCURRENT, kErrorIndicator);
    SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(token.offset), end - long(token.offset));
    SendScintilla(SCI_SCROLLRANGE, static_cast<unsigned long>(end), long(token.offset));
    m_errorShown = true;
}

void SqlEditor::clearError()
{
    if (m_errorShown)
        clearIndicator(kErrorIndicator);
    m_errorShown = false;
}

void SqlEditor::toggleComment()
{
    LineComments(*this).toggle();
}

bool SqlEditor::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isToggleComment(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QsciScintilla::event(event);
}

void SqlEditor::changeEvent(QEvent* event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void SqlEditor::keyPressEvent(QKeyEvent* event)
{
    if (isToggleComment(*event))
        toggleComment();
    else if (isShortcut(*event) && !standardCommands()->boundTo(event->keyCombination().toCombined()))
        event->ignore(); // else Scintilla would insert the letter of Alt+letter
    else
        QsciScintilla::keyPressEvent(event);
}

void SqlEditor::dragEnterEvent(QDragEnterEvent* event)
{
    if (!leaveFiles(*event))
        QsciScintilla::dragEnterEvent(event);
}

void SqlEditor::dragMoveEvent(QDragMoveEvent* event)
{
    if (!leaveFiles(*event))
        QsciScintilla::dragMoveEvent(event);
}

void SqlEditor::dropEvent(QDropEvent* event)
{
    if (!leaveFiles(*event))
        QsciScintilla::dropEvent(event);
}

void SqlEditor::setUpText()
{
    setUtf8(true);
    setEolMode(EolUnix);
    setTabWidth(4);
    setIndentationsUseTabs(false);
    setAutoIndent(true);
    setBraceMatching(SloppyBraceMatch);
    setCaretLineVisible(true);
    setMarginWidth(1, 0);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1UL);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, 4L);
}

void SqlEditor::setUpKeys()
{
    freeWindowKeys(*this);
    for (QsciCommand* const command : standardCommands()->commands()) {
        if (command->command() == QsciCommand::Redo)
            command->setAlternateKey(QKeyCombination(Qt::CTRL | Qt::SHIFT, Qt::Key_Z).toCombined());
    }
}

void SqlEditor::applyLook()
{
    m_highlighter->setDialect(m_dialect);
    m_highlighter->setLook(palette(), QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLexer(m_highlighter);
    applyEditorLook(*this, palette(), m_highlighter->defaultFont());
    applyIndicatorLook();
}

void SqlEditor::applyIndicatorLook()
{
    const bool dark = isDark(palette());
    SendScintilla(SCI_INDICSETSTYLE, kStatementIndicator, long(INDIC_STRAIGHTBOX));
    SendScintilla(SCI_INDICSETFORE, kStatementIndicator, palette().color(QPalette::Highlight));
    SendScintilla(SCI_INDICSETALPHA, kStatementIndicator, dark ? 60L : 32L);
    SendScintilla(SCI_INDICSETOUTLINEALPHA, kStatementIndicator, 0L);
    SendScintilla(SCI_INDICSETUNDER, kStatementIndicator, 1L);
    SendScintilla(SCI_INDICSETSTYLE, kErrorIndicator, long(INDIC_SQUIGGLE));
    SendScintilla(
        SCI_INDICSETFORE, kErrorIndicator, dark ? QColor(0xff, 0x6b, 0x60) : QColor(0xd0, 0x1c, 0x28));
}

void SqlEditor::fitLineNumbers()
{
    larder::fitLineNumbers(*this);
}

void SqlEditor::markCurrentStatement()
{
    clearIndicator(kStatementIndicator);
    const QByteArrayView text = view();
    // A selection shows by itself what would run.
    if (text.size() > kLongestMarkedBytes || !SendScintilla(SCI_GETSELECTIONEMPTY))
        return;
    const auto range = statementAt(text, SendScintilla(SCI_GETCURRENTPOS), m_dialect);
    if (!range)
        return;
    SendScintilla(SCI_SETINDICATORCURRENT, kStatementIndicator);
    SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(range->offset), long(range->length));
}

// Where a long line has gone, the editor would stay scrolled to the right of what is there now.
void SqlEditor::scrollBack()
{
    const long offset = SendScintilla(SCI_GETXOFFSET);
    if (offset == 0)
        return;
    const long first = SendScintilla(SCI_GETFIRSTVISIBLELINE);
    for (long line = first; line <= first + SendScintilla(SCI_LINESONSCREEN); ++line) {
        const long end = SendScintilla(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(line));
        if (offset + SendScintilla(SCI_POINTXFROMPOSITION, 0UL, end) > viewport()->width())
            return;
    }
    SendScintilla(SCI_SETXOFFSET, 0UL);
    // It follows the longest line again.
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
}

void SqlEditor::clearIndicator(int indicator)
{
    SendScintilla(SCI_SETINDICATORCURRENT, indicator);
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
}

QByteArrayView SqlEditor::view() const
{
    return {static_cast<const char*>(SendScintillaPtrResult(SCI_GETCHARACTERPOINTER)),
        qsizetype(SendScintilla(SCI_GETLENGTH))};
}

} // namespace larder
