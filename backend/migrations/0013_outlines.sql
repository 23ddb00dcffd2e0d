-- The platform looks for meetings that wait for outlines, as it does for those that wait for answers.
CREATE INDEX meeting_outlines ON meeting (starts_at) WHERE step = 'speech_outline'
