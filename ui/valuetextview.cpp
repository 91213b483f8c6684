#include "ui/valuetextview.h"

#include "ui/editorlook.h"
#include "ui/valuelexers.h"

#include <QFontDatabase>
#include <QKeyEvent>

namespace larder {

namespace {

constexpr qsizetype kSliceBytes = 131'072;
// To fold an object, all of it must be coloured; and Scintilla counts levels in 12 bits.
constexpr qsizetype kMostFoldedBytes = qsizetype(4) << 20;
constexpr qsizetype kDeepestFold = 1'000;

} // namespace

ValueTextView::ValueTextView(QWidget* parent) : QsciScintilla(parent)
{
    setAccessibleName(tr("Text of the value"));
    setUtf8(true);
    setReadOnly(true);
    freeWindowKeys(*this);
    setTabWidth(4);
    setMarginWidth(1, 0);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1UL);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, 4L);
    // Long lines are laid out once, not at each paint.
    SendScintilla(SCI_SETLAYOUTCACHE, static_cast<unsigned long>(SC_CACHE_PAGE));
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &ValueTextView::appendSlice);
    applyLook();
}

void ValueTextView::setContent(const PrettyText& pretty, ValueView view)
{
    m_view = view;
    m_folds
        = view != ValueView::Text && pretty.text.size() <= kMostFoldedBytes && pretty.depth <= kDeepestFold;
    clearContent();
    applyLook();
    m_text = pretty.text;
    appendSlice();
}

void ValueTextView::clearContent()
{
    m_slices.stop();
    m_text.clear();
    m_appended = 0;
    setReadOnly(false);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    setReadOnly(true);
}

void ValueTextView::setWrapped(bool wrapped)
{
    setWrapMode(wrapped ? WrapWord : WrapNone);
}

void ValueTextView::changeEvent(QEvent* event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void ValueTextView::keyPressEvent(QKeyEvent* event)
{
    // Keys of the window pass; Scintilla would take the letter of any of them for one to insert.
    if (standardCommands()->boundTo(event->keyCombination().toCombined()))
        QsciScintilla::keyPressEvent(event);
    else
        event->ignore();
}

void ValueTextView::focusInEvent(QFocusEvent* event)
{
    QsciScintilla::focusInEvent(event);
    matchBraces();
}

void ValueTextView::focusOutEvent(QFocusEvent* event)
{
    QsciScintilla::focusOutEvent(event);
    matchBraces();
}

// The cursor stands before the first brace, which must not look marked to who only reads.
void ValueTextView::matchBraces()
{
    const bool matches = m_view == ValueView::Json && hasFocus();
    setBraceMatching(matches ? SloppyBraceMatch : NoBraceMatch);
    if (matches)
        Q_EMIT SCN_UPDATEUI(SC_UPDATE_SELECTION);
    else
        SendScintilla(SCI_BRACEHIGHLIGHT, ~0UL, -1L);
}

void ValueTextView::applyLook()
{
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    QsciLexer* const before = lexer();
    if (m_view == ValueView::Json)
        setLexer(createJsonLexer(palette(), font, this));
    else if (m_view == ValueView::Xml)
        setLexer(createXmlLexer(palette(), font, this));
    else
        setLexer(nullptr);
    delete before;
    if (!lexer()) {
        setFont(font);
        setColor(palette().color(QPalette::Text));
        setPaper(palette().color(QPalette::Base));
    }
    matchBraces();
    setFolding(m_folds ? BoxedFoldStyle : NoFoldStyle);
    applyEditorLook(*this, palette(), font);
}

void ValueTextView::appendSlice()
{
    const qsizetype size = qMin(kSliceBytes, m_text.size() - m_appended);
    setReadOnly(false);
    SendScintilla(SCI_APPENDTEXT, static_cast<unsigned long>(size), m_text.constData() + m_appended);
    setReadOnly(true);
    m_appended += size;
    fitLineNumbers(*this);
    if (m_appended < m_text.size()) {
        m_slices.start();
        return;
    }
    m_slices.stop();
    m_text.clear();
    m_appended = 0;
}

} // namespace larder
