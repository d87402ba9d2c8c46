package main

import (
	"fmt"
	"os"
	"strings"

	"google.golang.org/grpc/status"

	lector "example.com/readnews/gen"
)

// show prints what was found in a text. Every string of it is a slice of our own text.
func show(name, text string, answer *lector.AnalyzeDocumentResponse) {
	covered := func(span *lector.Span) string {
		return strings.Join(strings.Fields(text[span.GetBegin():span.GetEnd()]), " ")
	}
	var quotes, figures []string
	forms := make(map[uint32][]string) // by entity
	for _, annotation := range answer.GetAnnotations() {
		switch kind := annotation.GetKind().(type) {
		case *lector.Annotation_Quote:
			quotes = append(quotes, "    "+quoteLine(kind.Quote, covered))
		case *lector.Annotation_Figure:
			figures = append(figures, "    "+covered(annotation.GetSpan())+figureLine(kind.Figure))
		case *lector.Annotation_Mention:
			id := kind.Mention.GetEntityId()
			forms[id] = append(forms[id], covered(annotation.GetSpan()))
		}
	}
	var entities []string
	for _, entity := range answer.GetEntities() {
		line := fmt.Sprintf("    %s %s", entity.GetType(), entity.GetName())
		if mentions := forms[entity.GetId()]; mentions != nil {
			line += ": " + strings.Join(mentions, " | ")
		}
		entities = append(entities, line)
	}
	fmt.Printf("%s (%s)\n", name, answer.GetLanguage())
	section("who said what", quotes)
	section("who and what is named", entities)
	section("figures", figures)
	for _, report := range answer.GetExtractorReports() { // one extractor that failed does not take the others' findings with it
		if report.GetStatus().GetCode() != 0 {
			fmt.Fprintf(os.Stderr, "%s: %s: %s\n", name, report.GetName(), Explain(status.ErrorProto(report.GetStatus())))
		}
	}
}

func section(title string, lines []string) {
	if len(lines) > 0 {
		fmt.Printf("  %s\n%s\n", title, strings.Join(lines, "\n"))
	}
}

func quoteLine(quote *lector.Quote, covered func(*lector.Span) string) string {
	speaker := quote.GetSpeakerName()
	if speaker == "" {
		speaker = covered(quote.GetSpeaker())
	}
	speaker = joinGiven(speaker, quote.GetSpeakerTitle())
	if speaker == "" {
		speaker = "?"
	}
	var content []string
	for _, span := range quote.GetContent() {
		content = append(content, covered(span))
	}
	return speaker + ": " + strings.Join(content, " … ")
}

func figureLine(figure *lector.EconomicFigure) string {
	value := figure.GetValue()
	if value == "" {
		value = figure.GetMin() + ".." + figure.GetMax()
	}
	change := ""
	if figure.GetChange() != lector.FigureChange_FIGURE_CHANGE_UNSPECIFIED {
		change = strings.ToLower(strings.TrimPrefix(figure.GetChange().String(), "FIGURE_CHANGE_"))
	}
	line := fmt.Sprintf(" = %s %s", value, figure.GetUnit())
	if notes := joinGiven(figure.GetIndicator(), change, figure.GetPeriod()); notes != "" {
		line += " (" + notes + ")"
	}
	return line
}

// joinGiven joins with commas those that are not empty.
func joinGiven(parts ...string) string {
	var given []string
	for _, part := range parts {
		if part != "" {
			given = append(given, part)
		}
	}
	return strings.Join(given, ", ")
}
