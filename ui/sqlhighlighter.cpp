#include "ui/sqlhighlighter.h"

#include "cache/sql/sqllexer.h"
#include "ui/sqlkeywords.h"
#include "ui/syntaxcolors.h"

#include <QPalette>

#include <array>
#include <limits>

namespace larder {

namespace {

// In the order of SqlHighlighter::Style.
constexpr std::array<SyntaxRole, SqlHighlighter::StyleCount> kRoles{SyntaxRole::Plain, SyntaxRole::Keyword,
    SyntaxRole::Comment, SyntaxRole::String, SyntaxRole::Number, SyntaxRole::Name, SyntaxRole::Parameter,
    SyntaxRole::Plain, SyntaxRole::Invalid};

/// By the mark before it, what stands behind a point is a name, and behind a cast a type.
SqlHighlighter::Style styleOfWord(QByteArrayView word, QByteArrayView before, SqlDialect dialect)
{
    const bool isKeyword
        = before == QByteArrayView("::") || (before != QByteArrayView(".") && isSqlKeyword(word, dialect));
    return isKeyword ? SqlHighlighter::Keyword : SqlHighlighter::Plain;
}

SqlHighlighter::Style styleOf(
    const SqlToken& token, QByteArrayView text, QByteArrayView before, SqlDialect dialect)
{
    switch (token.kind) {
    case SqlTokenKind::LineComment:
    case SqlTokenKind::BlockComment:
    case SqlTokenKind::Hint:
    case SqlTokenKind::ExecutableOpen:
    case SqlTokenKind::ExecutableClose:
        return SqlHighlighter::Comment;
    case SqlTokenKind::Word:
        return styleOfWord(text, before, dialect);
    case SqlTokenKind::QuotedName:
        return SqlHighlighter::QuotedName;
    case SqlTokenKind::String:
        return SqlHighlighter::String;
    case SqlTokenKind::Number:
        return SqlHighlighter::Number;
    case SqlTokenKind::Parameter:
    case SqlTokenKind::Variable:
        return SqlHighlighter::Parameter;
    case SqlTokenKind::Operator:
    case SqlTokenKind::Punctuation:
    case SqlTokenKind::Terminator:
        return SqlHighlighter::Operator;
    case SqlTokenKind::Invalid:
        return SqlHighlighter::Invalid;
    case SqlTokenKind::Blank:
    case SqlTokenKind::End:
        break;
    }
    return SqlHighlighter::Plain;
}

/// Keeps of each line whether it begins inside a quote or a comment, as Scintilla's line state (1 if so).
class LineStates
{
public:
    explicit LineStates(QsciScintilla& editor) : m_editor(editor) { }

    [[nodiscard]] int lineOf(qsizetype position) const
    {
        return int(send(QsciScintilla::SCI_LINEFROMPOSITION, long(position)));
    }

    /// Behind all text for a line that there is not.
    [[nodiscard]] qsizetype startOf(int line) const
    {
        const long position = send(QsciScintilla::SCI_POSITIONFROMLINE, line);
        return position < 0 ? std::numeric_limits<qsizetype>::max() : position;
    }

    [[nodiscard]] int lastOutsideUpTo(int line) const
    {
        while (line > 0 && send(QsciScintilla::SCI_GETLINESTATE, line) != 0)
            --line;
        return line;
    }

    void startAt(int line)
    {
        m_line = line;
        m_lineStart = startOf(line);
    }

    /// To be called for each token from the line of startAt() on.
    void pass(const SqlToken& token)
    {
        const bool executableBefore = m_executable;
        if (token.kind == SqlTokenKind::ExecutableOpen || token.kind == SqlTokenKind::ExecutableClose)
            m_executable = token.kind == SqlTokenKind::ExecutableOpen;
        const bool oneThing = token.kind != SqlTokenKind::Blank;
        for (; m_lineStart <= token.end(); startAt(m_line + 1)) {
            const bool within = oneThing && (m_lineStart < token.end() || !token.closed);
            setState(executableBefore || m_executable || within ? 1 : 0);
        }
    }

private:
    [[nodiscard]] long send(unsigned message, long argument) const
    {
        return m_editor.SendScintilla(message, static_cast<unsigned long>(argument));
    }

    void setState(int state) const
    {
        if (send(QsciScintilla::SCI_GETLINESTATE, m_line) != state)
            m_editor.SendScintilla(
                QsciScintilla::SCI_SETLINESTATE, static_cast<unsigned long>(m_line), long(state));
    }

    QsciScintilla& m_editor;
    // The next line whose state is to be set.
    int m_line = 0;
    qsizetype m_lineStart = 0;
    bool m_executable = false;
};

} // namespace

SqlHighlighter::SqlHighlighter(QObject* parent) : QsciLexerCustom(parent) { }

void SqlHighlighter::setLook(const QPalette& palette, const QFont& font)
{
    const QColor text = palette.color(QPalette::Text);
    const QColor paper = palette.color(QPalette::Base);
    setDefaultColor(text);
    setDefaultPaper(paper);
    setDefaultFont(font);
    for (int style = 0; style < StyleCount; ++style) {
        setColor(syntaxColor(kRoles[size_t(style)], palette), style);
        setPaper(paper, style);
        QFont styleFont = font;
        styleFont.setItalic(style == Comment);
        styleFont.setBold(style == Keyword);
        setFont(styleFont, style);
    }
}

QString SqlHighlighter::description(int style) const
{
    switch (style) {
    case Plain:
        return tr("Text");
    case Keyword:
        return tr("Keyword");
    case Comment:
        return tr("Comment");
    case String:
        return tr("String");
    case Number:
        return tr("Number");
    case QuotedName:
        return tr("Quoted name");
    case Parameter:
        return tr("Parameter");
    case Operator:
        return tr("Operator");
    case Invalid:
        return tr("Invalid");
    default:
        return {};
    }
}

void SqlHighlighter::styleText(int start, int end)
{
    if (!editor())
        return;
    LineStates lines(*editor());
    const int firstLine = lines.lastOutsideUpTo(lines.lineOf(start));
    const qsizetype begin = lines.startOf(firstLine);
    const qsizetype length = editor()->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    // Whole lines, so that no token is styled by its first half.
    const qsizetype stop = qMin(length, lines.startOf(lines.lineOf(end) + 1));
    const auto* const bytes
        = static_cast<const char*>(editor()->SendScintillaPtrResult(QsciScintilla::SCI_GETCHARACTERPOINTER));
    SqlLexer lexer(QByteArrayView(bytes, stop), m_dialect);
    lexer.seek(begin);
    lines.startAt(firstLine + 1);
    QByteArray styles;
    styles.reserve(stop - begin);
    QByteArrayView before;
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        const QByteArrayView text = lexer.text(token);
        styles.append(token.length, char(styleOf(token, text, before, m_dialect)));
        lines.pass(token);
        before = text;
    }
    startStyling(int(begin));
    editor()->SendScintilla(
        QsciScintilla::SCI_SETSTYLINGEX, static_cast<unsigned long>(styles.size()), styles.constData());
}

} // namespace larder
