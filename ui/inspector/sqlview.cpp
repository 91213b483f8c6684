#include "ui/inspector/sqlview.h"

#include "ui/editorlook.h"
#include "ui/sqlhighlighter.h"
#include "ui/syntaxcolors.h"

#include <QFontDatabase>
#include <QKeyEvent>

namespace larder {

namespace {

constexpr unsigned long kMark = QsciScintilla::INDIC_CONTAINER;

} // namespace

SqlView::SqlView(QWidget* parent) : QsciScintilla(parent), m_highlighter(new SqlHighlighter(this))
{
    setAccessibleName(tr("SQL"));
    setUtf8(true);
    setReadOnly(true);
    freeWindowKeys(*this);
    setMarginWidth(1, 0);
    setMarginWidth(0, 0);
    setWrapMode(WrapWord);
    setCaretLineVisible(false);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, 4L);
    SendScintilla(SCI_INDICSETSTYLE, kMark, long(INDIC_SQUIGGLEPIXMAP));
    applyLook();
}

void SqlView::setSql(const QByteArray& sql, SqlDialect dialect)
{
    m_markLength = 0;
    SendScintilla(SCI_SETINDICATORCURRENT, kMark);
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, long(m_sql.size()));
    if (sql == m_sql && dialect == m_dialect)
        return;
    m_sql = sql;
    m_dialect = dialect;
    setReadOnly(false);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_APPENDTEXT, static_cast<unsigned long>(sql.size()), sql.constData());
    setReadOnly(true);
    applyLook();
}

void SqlView::underline(qsizetype offset, qsizetype length)
{
    m_markOffset = qBound<qsizetype>(0, offset, m_sql.size());
    m_markLength = qBound<qsizetype>(0, length, m_sql.size() - m_markOffset);
    SendScintilla(SCI_SETINDICATORCURRENT, kMark);
    SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(m_markOffset), long(m_markLength));
    SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(m_markOffset));
}

QByteArray SqlView::underlined() const
{
    return m_sql.mid(m_markOffset, m_markLength);
}

void SqlView::changeEvent(QEvent* event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        applyLook();
}

void SqlView::keyPressEvent(QKeyEvent* event)
{
    // Keys of the window pass; Tab leaves a text that can't be written to.
    const bool isTab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
    if (!isTab && standardCommands()->boundTo(event->keyCombination().toCombined()))
        QsciScintilla::keyPressEvent(event);
    else
        event->ignore();
}

void SqlView::applyLook()
{
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    setLexer(nullptr);
    m_highlighter->setDialect(m_dialect);
    m_highlighter->setLook(palette(), font);
    setLexer(m_highlighter);
    applyEditorLook(*this, palette(), font);
    setMarginWidth(0, 0);
    SendScintilla(SCI_INDICSETFORE, kMark, syntaxColor(SyntaxRole::Invalid, palette()));
}

} // namespace larder
