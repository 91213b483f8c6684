#pragma once

#include <QtGlobal>

namespace larder {

/// What a piece of SQL text is to the engine's scanner.
enum class SqlTokenKind : quint8 {
    End, ///< behind the last byte; not closed if an executable comment is still open
    Blank,
    LineComment, ///< up to, not including, the end of the line
    BlockComment,
    Hint, ///< an optimizer hint, `/*+ … */`
    ExecutableOpen, ///< `/*!50000`: what follows is code for some servers and a comment for others
    ExecutableClose, ///< the closing mark of the same
    Word, ///< a keyword or a name without quotes
    QuotedName,
    String, ///< with its prefix: '…', E'…', X'…', $tag$…$tag$
    Number,
    Parameter, ///< `?`, `?1`, `:name`, `@name`, `$name`, `$1`
    Variable, ///< a variable of the session or the batch, `@x`, `@@x`, where the dialect has them
    Operator,
    Punctuation,
    Terminator, ///< `;`, or the delimiter in force
    Invalid, ///< bytes that no token begins with
};

/// A stretch of SQL text: byte offsets into its UTF-8.
struct SqlToken
{
    SqlTokenKind kind = SqlTokenKind::End;
    bool closed = true; ///< false for a quote or comment that the text ends in
    qsizetype offset = 0;
    qsizetype length = 0;

    [[nodiscard]] constexpr qsizetype end() const { return offset + length; }

    /// Whether it is white space or a comment that no server executes.
    [[nodiscard]] constexpr bool isSeparator() const
    {
        return kind >= SqlTokenKind::Blank && kind <= SqlTokenKind::Hint;
    }

    bool operator==(const SqlToken&) const = default;
};

} // namespace larder
