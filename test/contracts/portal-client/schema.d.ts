export interface paths {
    "/api/v1/dossiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deposit the dossier of one family
         * @description The family gets its receipt from the desk, with a link to its dossier.
         */
        post: operations["PortalController_deposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the requests of a deposit stand
         * @description A deposit of this client and no other; nothing that the family wrote is given back.
         */
        get: operations["PortalController_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The establishments a wish may name
         * @description Those that are open to requests now. Their ids do not change.
         */
        get: operations["PortalController_providers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bounces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A mail came back
         * @description Known by its Message-ID; the desk of the family is told once, however often it is reported.
         */
        post: operations["BouncesController_bounced"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ProblemErrorDto: {
            /**
             * @description JSON pointer of the field (RFC 6901)
             * @example /children/0/need/wantedFrom
             */
            pointer: string;
            /** @description A sentence in the language asked for */
            detail: string;
        };
        ProblemDto: {
            /** @example about:blank */
            type: string;
            title: string;
            /**
             * Format: int32
             * @example 422
             */
            status: number;
            /** @description What is wrong, in the language of Accept-Language: French or English */
            detail: string;
            /** @description The invalid fields, fifty at most */
            errors?: components["schemas"]["ProblemErrorDto"][];
            /** @description To be given to the desk, which finds the request by it */
            reference: string;
        };
        AdultDto: {
            /** @description No digit, "/", ":" or "@", and no point between two letters */
            firstName: string;
            /** @description No digit, "/", ":" or "@", and no point between two letters */
            surname: string;
            /** @example 0612345678 */
            phone?: string | null;
            /** Format: email */
            email?: string | null;
            addressLine?: string | null;
            postalCode?: string | null;
            /** @description INSEE code of a commune of the territory; leave it out for another and give communeName */
            communeCode?: string | null;
            communeName?: string | null;
            /** @description The other adult never reads this address, and no establishment does */
            addressProtected?: boolean | null;
            parentalAuthority?: boolean | null;
            /** @enum {string|null} */
            preferredChannel?: "email" | "sms" | "letter" | "phone" | null;
            /** @enum {string|null} */
            situation?: "working" | "studying" | "job_seeking" | "insertion" | "maternity_leave" | "paternity_leave" | "parental_leave" | "none" | null;
            /**
             * Format: date
             * @description First day of work, studies or training; only for an adult who has none yet, on leave or not
             */
            returnsOn?: string | null;
            workplaceCommune?: string | null;
            /** Format: int32 */
            weeklyHours?: number | null;
            atypicalHours?: boolean | null;
        };
        HouseholdDto: {
            loneParent?: boolean | null;
            /** Format: int32 */
            dependentChildren?: number | null;
            /** @enum {string|null} */
            regime?: "caf" | "msa" | "other" | null;
            familyQuotient?: number | null;
            /** @enum {string|null} */
            custody?: "one_home" | "alternating" | null;
            custodyWeeks?: string | null;
        };
        DayHoursDto: {
            /** @example 08:30 */
            start: string;
            /** @example 08:30 */
            end: string;
        };
        WeekDto: {
            mon?: components["schemas"]["DayHoursDto"] | null;
            tue?: components["schemas"]["DayHoursDto"] | null;
            wed?: components["schemas"]["DayHoursDto"] | null;
            thu?: components["schemas"]["DayHoursDto"] | null;
            fri?: components["schemas"]["DayHoursDto"] | null;
            sat?: components["schemas"]["DayHoursDto"] | null;
            sun?: components["schemas"]["DayHoursDto"] | null;
        };
        NeedDto: {
            /** @enum {string} */
            kind: "regular" | "occasional" | "emergency";
            /** @enum {string|null} */
            urgentReason?: "parent_ill" | "child_protection" | "work_starts" | "care_lost" | "separation" | "moved" | null;
            /** Format: date */
            wantedFrom: string;
            /** Format: date */
            earliestFrom?: string | null;
            /** Format: date */
            latestFrom?: string | null;
            /** @enum {string|null} */
            waitsFirst?: "place" | "date" | null;
            week: components["schemas"]["WeekDto"];
            /** Format: int32 */
            weeksPerYear?: number | null;
            /** Format: int32 */
            minimumDays?: number | null;
            /** @enum {string|null} */
            currentCare?: "parent" | "family" | "childminder" | "establishment" | "none" | "other" | null;
            /** Format: date */
            currentCareEnds?: string | null;
            acceptsShorterWeek?: boolean | null;
            acceptsMam?: boolean | null;
            acceptsChildminder?: boolean | null;
        };
        WishDto: {
            /** @enum {string} */
            mode: "establishment" | "childminder" | "mam" | "home_care" | "shared_home_care";
            /** @description Id of an establishment or childminder, from GET /api/v1/providers */
            providerId?: string | null;
            communeCode?: string | null;
        };
        ChildDto: {
            /** @description No digit, "/", ":" or "@", and no point between two letters */
            firstName?: string | null;
            /** @description No digit, "/", ":" or "@", and no point between two letters */
            surname: string;
            /** Format: date */
            birthDate?: string | null;
            /** Format: date */
            dueDate?: string | null;
            multipleBirth?: boolean | null;
            adaptationNeed?: boolean | null;
            siblingReceived?: boolean | null;
            siblingProviderId?: string | null;
            need: components["schemas"]["NeedDto"];
            wishes: components["schemas"]["WishDto"][];
        };
        CriterionFactsDto: {
            relative_handicap?: boolean | null;
            priority_trade_in_town?: boolean | null;
            minor_parent?: boolean | null;
            adoption?: boolean | null;
        };
        ConsentsDto: {
            shareWithProviders?: boolean | null;
            reminders?: boolean | null;
        };
        DepositDto: {
            adults: components["schemas"]["AdultDto"][];
            household: components["schemas"]["HouseholdDto"];
            children: components["schemas"]["ChildDto"][];
            criterionFacts?: components["schemas"]["CriterionFactsDto"] | null;
            consents: components["schemas"]["ConsentsDto"];
            /** @enum {string|null} */
            language?: "fr" | "en" | null;
        };
        RequestStatusDto: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            state: "draft" | "submitted" | "in_triage" | "incomplete" | "oriented" | "before_commission" | "waiting_list" | "offered" | "partly_placed" | "placed" | "solved_elsewhere" | "refused" | "withdrawn" | "lapsed" | "ended";
        };
        DepositStatusDto: {
            /** Format: uuid */
            id: string;
            /** @description What the family says on the phone; null when it had a dossier already */
            number: string | null;
            /** Format: date-time */
            receivedAt: string;
            requests: components["schemas"]["RequestStatusDto"][];
        };
        ProviderDto: {
            id: string;
            name: string;
            communeCode: string;
        };
        BounceDto: {
            /**
             * @description Message-ID of the mail that came back
             * @example <0198c0de-0000-7000-8000-000000000001@petite-enfance.example.org>
             */
            messageId: string;
            /**
             * @description Enhanced status code (RFC 3463)
             * @example 5.1.1
             */
            code?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    PortalController_deposit: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and body give the same answer; another body 422; while under way 409; more in an hour than one client may deposit 429, with Retry-After */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepositDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description Where its state is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositStatusDto"];
                };
            };
            /** @description The body is not JSON, or a header is missing or malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The first request with this key is still under way: send it again later */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description A field is invalid, answers contradict each other, or the key was used for another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description More in an hour than one client may send */
            429: {
                headers: {
                    /** @description When to try again */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The desk is not open yet, or its data are out of reach for a moment: send it again later, with the same key */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    PortalController_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositStatusDto"];
                };
            };
            /** @description No token, or one that is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or is another client’s */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    PortalController_providers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderDto"][];
                };
            };
            /** @description No token, or one that is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BouncesController_bounced: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BounceDto"];
            };
        };
        responses: {
            /** @description Noted, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is not JSON, or a header is missing or malformed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is not known */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or is another client’s */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is larger than 256 KiB */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not application/json */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description A field is invalid, answers contradict each other, or the key was used for another body */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
}
